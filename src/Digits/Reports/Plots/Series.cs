using System.Text;

namespace Digits.Reports;

/// <summary>Lines and markers on a <see cref="Chart"/>. The number of a series chooses its colour, its dashes and its marker, so that no colour is needed to tell them apart.</summary>
internal static class Series
{
    private const int Kinds = 5;
    private static readonly string[] _dashes = ["none", "7 4", "2 4", "10 3 2 3", "14 4"];

    /// <summary>A line through points; one that is not finite breaks it, and one beyond the axes is drawn there.</summary>
    internal static void Line(this Chart chart, IEnumerable<(double X, double Y)> points, int series, Stroke stroke = Stroke.Normal, string? tooltip = null)
    {
        StringBuilder path = new();
        bool pen = false;
        foreach ((double x, double y) in points)
        {
            bool there = double.IsFinite(x) && double.IsFinite(y);
            if (there)
                path.Append(pen ? 'L' : 'M').Append(SvgWriter.Number(chart.Area.X + chart.XAxis.Reach(x) * chart.Area.Width)).Append(' ').Append(SvgWriter.Number(chart.Area.Y + (1 - chart.YAxis.Reach(y)) * chart.Area.Height));
            pen = there;
        }

        if (path.Length == 0)
            return;
        (string, object)[] attributes = [.. Look(series, stroke), ("d", path.ToString())];
        if (tooltip is null)
            chart.Svg.Element("path", attributes);
        else
            chart.Svg.Tooltip(tooltip, "path", attributes);
    }

    /// <summary>A line's colour, width and dashes. The sixth series has the first one's colour with other dashes, and so on.</summary>
    internal static (string, object)[] Look(int series, Stroke stroke) => stroke == Stroke.Faint
        ? [("class", "curve thin lrest")]
        : [("class", $"curve l{series % Kinds}{(stroke == Stroke.Thin ? " thin" : "")}"), ("stroke-dasharray", _dashes[(series + series / Kinds * 2) % Kinds])];

    /// <summary>A marker that says what it is when the pointer rests on it.</summary>
    internal static void Mark(this Chart chart, double x, double y, int series, string tooltip, double size = 4) =>
        chart.Svg.Tooltip(tooltip, "path", ("class", $"mark f{series % Kinds}"), ("d", $"M{SvgWriter.Number(x)} {SvgWriter.Number(y)}" + Shape(series % Kinds, size)));

    /// <summary>A place without a mark of its own that says what it is when the pointer rests on it.</summary>
    internal static void Hit(this Chart chart, double x, double y, string tooltip) =>
        chart.Svg.Tooltip(tooltip, "circle", ("class", "hit"), ("cx", x), ("cy", y), ("r", 6));

    // Each is drawn from its middle, and all look about equally large.
    private static string Shape(int kind, double size)
    {
        string r = SvgWriter.Number(size);
        string d = SvgWriter.Number(2 * size);
        string s = SvgWriter.Number(size * 0.9);
        string t = SvgWriter.Number(size * 1.8);
        string w = SvgWriter.Number(size * 1.25);
        string v = SvgWriter.Number(size * 2.5);
        return kind switch
        {
            0 => $"m-{r} 0a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 -{d} 0z",
            1 => $"m-{s} -{s}h{t}v{t}h-{t}z",
            2 => $"m0 -{w}l{w} {v}h-{v}z",
            3 => $"m0 -{w}l{w} {w}l-{w} {w}l-{w} -{w}z",
            _ => $"m0 {w}l{w} -{v}h-{v}z",
        };
    }
}
