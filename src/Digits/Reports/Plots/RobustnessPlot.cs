using Digits.Evaluation;

namespace Digits.Reports;

/// <summary>How many images are misread under each corruption.</summary>
public static class RobustnessPlot
{
    private const int RowHeight = 22;
    private const int BarHeight = 14;

    /// <summary>Draws a bar for each corruption, the worst first, with lines for the clean images and for the mean.</summary>
    /// <param name="robustness">The errors.</param>
    public static SvgPicture Create(Robustness robustness)
    {
        ArgumentNullException.ThrowIfNull(robustness);
        CorruptionScore[] scores = [.. robustness.Corruptions.OrderByDescending(score => score.Error)];
        Axis axis = Axis.Share([0, robustness.CleanError, robustness.MeanError, .. scores.Select(score => score.Error)]);
        string finding = scores.Length == 0
            ? "No corruption was measured."
            : $"error {Figures.Percent(robustness.CleanError)} on clean images, {Figures.Percent(robustness.MeanError)} on average when corrupted";
        double height = Chart.Top + Chart.Bottom + RowHeight * Math.Max(1, scores.Length);
        Axis names = Axis.Categories([.. scores.Select(score => Name(score))]);
        Chart chart = new("Robustness", finding, (axis, "images misread"), (names, ""), right: 56, height: height);
        for (int i = 0; i < scores.Length; i++)
            Bar(chart, scores[i], chart.Y(i));

        (string, double)[] lines = [("clean", robustness.CleanError), ("mean", robustness.MeanError)];
        Lines(chart, [.. lines.Where(line => double.IsFinite(line.Item2))]);
        for (int i = 0; i < scores.Length; i++)
            chart.Svg.TextOnTop(double.IsFinite(scores[i].Error) ? chart.X(scores[i].Error) + 6 : chart.Area.X + 6, chart.Y(i) + 4, Figures.Percent(scores[i].Error));
        return chart.ToPicture("robustness");
    }

    private static void Bar(Chart chart, CorruptionScore score, double y)
    {
        if (!double.IsFinite(score.Error))
            return;
        chart.Svg.Tooltip(
            $"{score.Corruption}: {Figures.Percent(score.Error)} misread",
            "rect", ("x", chart.Area.X), ("y", y - BarHeight / 2), ("width", chart.X(score.Error) - chart.Area.X), ("height", BarHeight), ("class", "f0"), ("fill-opacity", 0.75));
    }

    // The labels stand above their lines; where they would overlap, the first ends and the second begins at its line.
    private static void Lines(Chart chart, (string Name, double Error)[] lines)
    {
        bool close = lines.Length == 2 && Math.Abs(chart.X(lines[0].Error) - chart.X(lines[1].Error)) < TextSize.Width("clean mean");
        for (int i = 0; i < lines.Length; i++)
        {
            double x = chart.X(lines[i].Error);
            bool left = close && lines[i].Error <= lines[1 - i].Error && (i == 0 || lines[i].Error < lines[0].Error);
            string anchor = close ? left ? "end" : "" : "middle";
            chart.Svg.Tooltip(
                $"{lines[i].Name}: {Figures.Percent(lines[i].Error)} misread",
                "path", ("class", i == 0 ? "limit" : "guide strong-line"), ("d", $"M{SvgWriter.Number(x)} {SvgWriter.Number(chart.Area.Y - 4)}v{SvgWriter.Number(chart.Area.Height + 4)}"));
            chart.Svg.Text(x + (close ? left ? -2 : 2 : 0), chart.Area.Y - 9, lines[i].Name, ("class", anchor));
        }
    }

    private static string Name(CorruptionScore score) => score.Corruption.Replace('_', ' ');
}
