using Digits.Evaluation;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>Accuracy on the pictures that a reader is surest of, by the share of pictures that it answers.</summary>
internal static class AnsweredPlot
{
    private const int MostPoints = 300;
    private static readonly double[] _marked = [0.5, 2.0 / 3, 0.8, 0.9, 1];

    /// <summary>Draws the curve.</summary>
    /// <param name="points">A point for each picture, the surest first; at least one.</param>
    internal static SvgPicture Create(IReadOnlyList<AnsweredPoint> points)
    {
        Chart chart = new("answered", "Accuracy on the surest pictures", Chart.UsualWidth, 340, "Share of the answered pictures that are exactly right");
        LinearScale y = LinearScale.OfShares(points.Skip(points.Count / 20).Min(point => point.Accuracy), 1, chart.Height - 48, chart.Below + 24);
        IReadOnlyList<string> labels = PlotText.PercentTicks(y.Ticks);
        PlotArea area = chart.Area(chart.Below + 24, labels);
        LinearScale x = LinearScale.Between(0, 1, area.Left, area.Right - 6);
        chart.LeftAxis(area, y, labels);
        chart.BottomAxis(area, x, PlotText.PercentTicks(x.Ticks), "Answered, the surest first");

        Point[] places = [.. points.Select(point => new Point(x.At(point.Answered), y.At(point.Accuracy)))];
        foreach (List<Point> part in Polyline.Clip(places, area))
        {
            if (part.Count > 1)
                chart.Svg.Element("path", ("class", "stroke line-c0"), ("d", SvgWriter.Path(Polyline.Thin([.. part], MostPoints))));
        }

        int[] marks = [.. _marked.Select(share => Math.Max(0, (int)Math.Round(share * points.Count) - 1)).Distinct()];
        foreach (int i in marks)
            Mark(chart, points[i], places[i], isLast: i == points.Count - 1);
        return chart.Finish(string.Join("; ", marks.Select(i => Describe(points[i]))) + ".");
    }

    private static void Mark(Chart chart, AnsweredPoint point, Point at, bool isLast)
    {
        Marker.Draw(chart.Svg, 0, at, 4, $"{Describe(point)}\nconfidence from {PlotText.Number(point.Threshold)}");
        chart.Svg.TextOnTop(at.X + (isLast ? 4 : 0), at.Y - 11, PlotText.Percent(point.Accuracy, 1), isLast ? "figures end" : "figures middle");
    }

    private static string Describe(AnsweredPoint point) => $"{PlotText.Percent(point.Answered, 1)} answered: {PlotText.Percent(point.Accuracy, 1)} right";
}
