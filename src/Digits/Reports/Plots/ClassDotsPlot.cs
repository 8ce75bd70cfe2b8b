using Digits.Evaluation;

namespace Digits.Reports;

/// <summary>
/// How well each class is recognised, as dots: unlike bars they need not begin at zero, so that classes of a good network can be told apart.
/// </summary>
public static class ClassDotsPlot
{
    private const int RowHeight = 22;
    private const int TightRowHeight = 15;
    private const int MostRoomyRows = 20;
    private const double Head = 62;

    private static readonly (string Name, Func<ClassMetrics, double> Value, int Series)[] _measures =
        [("precision", c => c.Precision, 1), ("recall", c => c.Recall, 2), ("F1", c => c.F1, 0)];

    /// <summary>Draws precision, recall and F1 of each class.</summary>
    /// <param name="perClass">The classes; one without images is named, but has no dots.</param>
    public static SvgPicture Create(IReadOnlyList<ClassMetrics> perClass)
    {
        ArgumentNullException.ThrowIfNull(perClass);
        ClassMetrics[] shown = [.. perClass.Where(c => c.Support > 0)];
        Axis axis = Axis.Share(_measures.SelectMany(measure => shown.Select(measure.Value)));
        int row = perClass.Count > MostRoomyRows ? TightRowHeight : RowHeight;
        double height = Chart.Top + Chart.Bottom + row * Math.Max(1, perClass.Count);
        Chart chart = new("Classes", Finding(shown), (axis, "share"), (Axis.Categories([.. perClass.Select(c => c.Label)]), ""), height: height);
        Key(chart);
        for (int i = 0; i < perClass.Count; i++)
        {
            double y = chart.Y(i);
            if (perClass[i].Support > 0)
                Row(chart, perClass[i], y);
            else
                chart.Svg.TextOnTop(chart.Area.X + 8, y + 4, "no images", "soft");
        }

        return chart.ToPicture("classes");
    }

    private static void Row(Chart chart, ClassMetrics metrics, double y)
    {
        if (double.IsFinite(metrics.Precision + metrics.Recall))
            chart.Svg.Element("path", ("class", "span"), ("d", $"M{SvgWriter.Number(chart.X(metrics.Precision))} {SvgWriter.Number(y)}H{SvgWriter.Number(chart.X(metrics.Recall))}"));
        foreach ((string name, Func<ClassMetrics, double> value, int series) in _measures.Where(measure => double.IsFinite(measure.Value(metrics))))
        {
            string tooltip = $"{metrics.Label}: {name} {Figures.Percent(value(metrics))} ({Figures.Count(metrics.Support)} images)";
            chart.Mark(chart.X(value(metrics)), y, series, tooltip);
        }
    }

    private static void Key(Chart chart)
    {
        double x = Chart.Edge;
        foreach ((string name, _, int series) in _measures)
        {
            chart.Mark(x + 5, Head + 2, series, name);
            chart.Svg.Text(x + 14, Head + 6, name);
            x += TextSize.Width(name) + 34;
        }
    }

    private static string Finding(ClassMetrics[] shown)
    {
        ClassMetrics[] finite = [.. shown.Where(c => double.IsFinite(c.F1))];
        if (finite.Length == 0)
            return "No class has images.";
        ClassMetrics worst = finite.MinBy(c => c.F1)!;
        return worst.F1 == 1 ? "Every class is recognised without a mistake." : $"lowest F1: {TextSize.Fit(worst.Label, 120)}, {Figures.Percent(worst.F1)}";
    }
}
