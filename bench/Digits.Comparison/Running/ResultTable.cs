using System.Globalization;

namespace Digits.Comparison.Running;

/// <summary>Results as tables in Markdown, one for each kind of work.</summary>
internal static class ResultTable
{
    /// <summary>The lines of all tables.</summary>
    public static IEnumerable<string> Lines(IEnumerable<ContestResult> results)
    {
        foreach (IGrouping<Work, ContestResult> work in results.GroupBy(result => result.Job.Work))
        {
            Side[] sides = [.. work.SelectMany(result => result.Sides.Select(side => side.Side)).Distinct()];
            string[] libraries = [.. sides.Select(side => work.SelectMany(result => result.Sides).First(result => result.Side == side).Library)];
            string others = string.Concat(libraries.Skip(1).Select(library => $" {library} | Ratio |"));
            yield return $"| {work.Key} | {libraries[0]} |{others} |";
            yield return $"|---|---|{string.Concat(sides.Skip(1).Select(_ => "---|---|"))}---|";
            foreach (ContestResult result in work)
                yield return $"| {result.Job.Describe(result.Title)} |{string.Concat(sides.Select(side => Cells(result, side)))} {Note(result)} |";

            yield return "";
        }
    }

    private static string Cells(ContestResult result, Side side)
    {
        int at = result.Sides.ToList().FindIndex(other => other.Side == side);
        if (at < 0)
            return " | |";

        SideResult cell = result.Sides[at];
        string accuracy = cell.Accuracy is { } share ? $", {100 * share:0.00} %" : "";
        string figures = $" {Figure(cell.Median, result)} {result.Unit} ({Figure(cell.Least, result)} to {Figure(cell.Greatest, result)}){accuracy} |";
        return at == 0 ? figures : $"{figures} **{result.Ratios[at]:0.00}** |";
    }

    private static string Figure(double value, ContestResult result) => value.ToString(result.IsSpeed ? "N0" : "0.00", CultureInfo.InvariantCulture);

    private static string Note(ContestResult result) =>
        result.LargestDifference is { } difference ? string.Create(CultureInfo.InvariantCulture, $"outputs within {difference:0.0e+0}") : "";
}
