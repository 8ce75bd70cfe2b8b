using Digits.Evaluation;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>How many of the images that a network keeps it misreads, by how many of the least confident go to a person.</summary>
public static class RejectionPlot
{
    /// <summary>Draws the error of what is kept against the share set aside, as far as the error still falls.</summary>
    /// <param name="points">The points, in any order.</param>
    public static SvgPicture Create(IReadOnlyList<RejectionPoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        RejectionPoint[] all = [.. points.Where(p => Scale.IsShare(p.Rejected) && Scale.IsShare(p.Accuracy)).OrderBy(p => p.Rejected)];
        RejectionPoint[] shown = Falling(all);
        Chart chart = new("rejection", "Error when doubtful images are set aside", Chart.UsualWidth, 300, "Share of the rest misread");

        LinearScale y = LinearScale.OfShares(0, shown.Select(Error).DefaultIfEmpty().Max(), chart.Height - 48, chart.Below + 24);
        IReadOnlyList<string> labels = PlotText.PercentTicks(y.Ticks);
        PlotArea area = chart.Area(chart.Below + 24, labels, right: 64);
        double last = shown.Length == 0 || shown[^1].Rejected == 0 ? 1 : shown[^1].Rejected;
        LinearScale x = LinearScale.Between(0, last, area.Left + 6, area.Right);
        chart.LeftAxis(area, y, labels);
        chart.BottomAxis(area, x, PlotText.PercentTicks(x.Ticks), "Set aside, the least confident first");
        if (shown.Length == 0)
            chart.Nothing(area, "No values");

        Point[] places = [.. shown.Select(p => new Point(x.At(p.Rejected), y.At(Error(p))))];
        Point[] line = Polyline.Thin(places, 199);
        if (line.Length > 1)
            chart.Svg.Element("path", ("class", "stroke line-c0"), ("d", SvgWriter.Path(line)));
        Marks(chart, shown, places);
        return chart.Finish(Describe(all));
    }

    /// <summary>All up to where the error has all but gone, and one point more.</summary>
    private static RejectionPoint[] Falling(RejectionPoint[] points)
    {
        int end = points.Length;
        while (end > 0 && Error(points[end - 1]) <= 0.05 * Error(points[0]))
            end--;
        return points[..Math.Min(points.Length, Math.Max(2, end + 2))];
    }

    /// <summary>Markers with tooltips, and figures beside those that have room.</summary>
    private static void Marks(Chart chart, RejectionPoint[] points, Point[] places)
    {
        Point last = new(double.NegativeInfinity, 0);
        double marked = double.NegativeInfinity;
        for (int i = 0; i < points.Length; i++)
        {
            if (places[i].X - marked < 3)
                continue;

            marked = places[i].X;
            string error = PlotText.Percent(Error(points[i]));
            Marker.Draw(chart.Svg, 0, places[i], 4,
                $"{PlotText.Percent(points[i].Rejected)} set aside (confidence below {PlotText.Number(points[i].Threshold)}): {error} of the rest misread");
            if (places[i].X - last.X < 46 && places[i].Y - last.Y < 16)
                continue;

            last = places[i];
            chart.Svg.TextOnTop(last.X + 6, last.Y - 7, error, "figures");
        }
    }

    private static string Describe(RejectionPoint[] points) => points.Length == 0
        ? "No image was read."
        : $"With {PlotText.Percent(points[0].Rejected)} set aside, {PlotText.Percent(Error(points[0]))} of the rest are misread" +
            string.Concat(points.Skip(1).Where((_, i) => i % Math.Max(1, points.Length / 4) == 0)
                .Select(p => $"; with {PlotText.Percent(p.Rejected)}, {PlotText.Percent(Error(p))}")) + ".";

    private static double Error(RejectionPoint point) => 1 - point.Accuracy;
}
