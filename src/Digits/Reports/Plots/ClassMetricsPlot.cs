using Digits.Evaluation;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>Precision, recall and F1 of each class, as marks on a line: unlike bars, they need no axis that starts at 0.</summary>
public static class ClassMetricsPlot
{
    private const double FigureColumn = 70;

    private static readonly (string Name, Func<ClassMetrics, double> Value)[] _metrics =
        [("precision", c => c.Precision), ("F1", c => c.F1), ("recall", c => c.Recall)];

    /// <summary>Draws a row for each class, in the order given; a class without images has no marks.</summary>
    /// <param name="perClass">The metrics of the classes.</param>
    public static SvgPicture Create(IReadOnlyList<ClassMetrics> perClass)
    {
        ArgumentNullException.ThrowIfNull(perClass);
        double[] values = [.. perClass.Where(c => c.Support > 0).SelectMany(c => _metrics.Select(m => m.Value(c))).Where(Scale.IsShare)];
        double rowHeight = perClass.Count <= 20 ? 26 : 20;
        double left = Chart.Margin + Math.Min(130, perClass.Select(c => PlotText.Width(c.Label)).DefaultIfEmpty().Max()) + 8;
        double lowest = values.DefaultIfEmpty().Min();
        LinearScale x = LinearScale.OfShares(
            lowest < 0.5 ? 0 : lowest, values.DefaultIfEmpty(1).Max(), left + 8, Chart.UsualWidth - Chart.Margin - FigureColumn);
        IReadOnlyList<string> ticks = PlotText.PercentTicks(x.Ticks);

        const double Top = 82;
        PlotArea area = new(left, Top, x.End + 6, Top + (perClass.Count * rowHeight));
        string cut = x.From > 0 ? $"The axis starts at {ticks[0]}, not at 0" : "";
        Chart chart = new("class-metrics", "Precision, recall and F1 of each class", Chart.UsualWidth, area.Bottom + 48, cut);
        Legend.Row(chart, chart.Below + 20, [.. _metrics.Select((m, i) => ((Action<Point>)(at => Marker.Draw(chart.Svg, i, at, 4)), m.Name))]);
        chart.Svg.Text(chart.Width - Chart.Margin, Top - 7, "F1", ("class", "end soft"));
        chart.BottomAxis(area, x, ticks, "Share", grid: true);
        for (int row = 0; row < perClass.Count; row++)
            Row(chart, area, x, perClass[row], Top + ((row + 0.5) * rowHeight), rowHeight);

        string worst = perClass.Where(c => c.Support > 0 && Scale.IsShare(c.F1)).MinBy(c => c.F1) is { } c
            ? $" The lowest F1 is that of {c.Label}: {PlotText.Percent(c.F1)}."
            : "";
        return chart.Finish($"Precision, recall and F1 of {perClass.Count} classes.{worst}");
    }

    private static void Row(Chart chart, PlotArea area, LinearScale x, ClassMetrics metrics, double y, double height)
    {
        chart.Svg.Text(area.Left - 8, y + 4, PlotText.Fit(metrics.Label, 130, 11.5), ("class", "end figures"));
        chart.Line("grid", new(area.Left, y), new(area.Right, y));
        string figures = string.Join('\n', _metrics.Select(m => $"{m.Name} {PlotText.Percent(m.Value(metrics))}"));
        if (metrics.Support == 0)
        {
            chart.Svg.TextOnTop((area.Left + area.Right) / 2, y + 4, "no images", "soft middle");
            return;
        }

        chart.Svg.Text(chart.Width - Chart.Margin, y + 4, PlotText.Percent(metrics.F1), ("class", "end figures"));
        for (int i = 0; i < _metrics.Length; i++)
        {
            // Precision above the line, recall below it, so that both are visible where they are equal.
            double value = _metrics[i].Value(metrics);
            if (Scale.IsShare(value))
                Marker.Draw(chart.Svg, i, new(x.At(value), y + ((i - 1) * height * 0.25)), height * 0.14);
        }

        chart.Svg.Tooltip($"{metrics.Label}\n{figures}\n{PlotText.Images(metrics.Support)}", "rect",
            ("class", "hit"), ("x", area.Left), ("y", y - (height / 2)), ("width", area.Width), ("height", height));
    }
}
