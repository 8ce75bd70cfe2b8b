namespace Digits.Reports.Drawing;

/// <summary>Shapes, so that series can be told apart without colors.</summary>
public static class Marker
{
    /// <summary>A disc, a diamond or a triangle, by the series's number, with a tooltip.</summary>
    public static void Draw(SvgWriter svg, int series, Point at, double radius, string? tooltip = null)
    {
        string style = $"mark c{series % SvgStyle.SeriesColors}";
        double r = radius;
        (string Name, object Value)[] shape = (series % 3) switch
        {
            0 => [("class", style), ("cx", at.X), ("cy", at.Y), ("r", r)],
            1 => [("class", style), ("d", Closed(at, (0, -1.35 * r), (1.35 * r, 0), (0, 1.35 * r), (-1.35 * r, 0)))],
            _ => [("class", style), ("d", Closed(at, (0, -1.3 * r), (1.25 * r, 0.9 * r), (-1.25 * r, 0.9 * r)))],
        };
        string name = series % 3 == 0 ? "circle" : "path";
        if (tooltip is null)
            svg.Element(name, shape);
        else
            svg.Tooltip(tooltip, name, shape);
    }

    private static string Closed(Point at, params IEnumerable<(double X, double Y)> corners) =>
        SvgWriter.Path(corners.Select(c => new Point(at.X + c.X, at.Y + c.Y))) + "Z";
}
