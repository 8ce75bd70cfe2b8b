using Digits.Evaluation;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>The share misread under each corruption, worst first.</summary>
public static class RobustnessPlot
{
    private const double RowHeight = 22;

    /// <summary>Draws a bar for each corruption, with lines where the unchanged images and the mean of the corruptions lie.</summary>
    /// <param name="robustness">The errors.</param>
    public static SvgPicture Create(Robustness robustness)
    {
        ArgumentNullException.ThrowIfNull(robustness);
        CorruptionScore[] rows = [.. robustness.Corruptions.OrderByDescending(c => Scale.IsShare(c.Error) ? c.Error : -1)];
        double widest = rows.Select(c => PlotText.Width(Name(c))).DefaultIfEmpty().Max();
        double highest = rows.Select(c => c.Error).Append(robustness.CleanError).Append(robustness.MeanError).Where(Scale.IsShare).DefaultIfEmpty().Max();

        const double Top = 86;
        PlotArea area = new(Chart.Margin + Math.Clamp(widest, 20, 150) + 8, Top, Chart.UsualWidth - 64, Top + (Math.Max(2, rows.Length) * RowHeight) + 6);
        LinearScale x = LinearScale.OfShares(0, highest, area.Left, area.Right);
        Chart chart = new("robustness", "Error under corruptions", Chart.UsualWidth, area.Bottom + 48, "Share of images misread");
        chart.BottomAxis(area, x, PlotText.PercentTicks(x.Ticks), "Error", grid: true);
        if (rows.Length == 0)
            chart.Nothing(area, "No corruptions");
        for (int row = 0; row < rows.Length; row++)
            Bar(chart, area, x, rows[row], Top + 6 + (row * RowHeight));
        Mark(chart, area, x, "mean", robustness.MeanError, Top - 22);
        Mark(chart, area, x, "clean", robustness.CleanError, Top - 6);
        for (int row = 0; row < rows.Length; row++)
            Name(chart, area, x, rows[row], Top + 18 + (row * RowHeight));
        return chart.Finish(
            $"Error is {PlotText.Percent(robustness.CleanError)} on unchanged images and " +
            $"{PlotText.Percent(robustness.MeanError)} on average under {rows.Length} corruptions" +
            (rows.Length == 0 ? "." : $"; the worst is {Name(rows[0])} with {PlotText.Percent(rows[0].Error)}."));
    }

    private static void Bar(Chart chart, PlotArea area, LinearScale x, CorruptionScore score, double y)
    {
        if (Scale.IsShare(score.Error))
            chart.Svg.Tooltip($"{Name(score)}: {PlotText.Percent(score.Error)} misread", "rect",
                ("class", "c0"), ("x", area.Left), ("y", y), ("width", x.At(score.Error) - area.Left), ("height", RowHeight - 6));
    }

    private static void Name(Chart chart, PlotArea area, LinearScale x, CorruptionScore score, double y)
    {
        chart.Svg.Text(area.Left - 8, y, PlotText.Fit(Name(score), 150, 11.5), ("class", "end"));
        chart.Svg.TextOnTop((Scale.IsShare(score.Error) ? x.At(score.Error) : area.Left) + 5, y, PlotText.Percent(score.Error), "figures");
    }

    private static void Mark(Chart chart, PlotArea area, LinearScale x, string name, double error, double y)
    {
        string text = $"{name} {PlotText.Percent(error)}";
        if (!Scale.IsShare(error))
            return;

        double place = x.At(error);
        chart.Line("rule", new(place, y + 4), new(place, area.Bottom));
        chart.Svg.TextOnTop(Math.Min(place - 4, chart.Width - Chart.Margin - PlotText.Width(text)), y, text, "figures");
    }

    private static string Name(CorruptionScore score) => score.Corruption.Replace('_', ' ');
}
