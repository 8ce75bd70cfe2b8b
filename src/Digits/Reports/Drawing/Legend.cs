namespace Digits.Reports.Drawing;

/// <summary>A row that explains the marks.</summary>
public static class Legend
{
    /// <summary>Draws samples with their names side by side.</summary>
    /// <param name="chart">The plot.</param>
    /// <param name="y">The names' base line.</param>
    /// <param name="entries">What draws a sample about a place, some 12 pixels wide, and its name.</param>
    /// <returns>The right end.</returns>
    public static double Row(Chart chart, double y, params ReadOnlySpan<(Action<Point> Sample, string Name)> entries)
    {
        double x = Chart.Margin;
        foreach ((Action<Point> sample, string name) in entries)
        {
            sample(new(x + 6, y - 4));
            chart.Svg.Text(x + 18, y, name, ("class", "soft"));
            x += 18 + PlotText.Width(name) + 16;
        }

        return x;
    }

    /// <summary>A sample of a filled shape.</summary>
    public static Action<Point> Swatch(Chart chart, string style) => at =>
        chart.Svg.Element("rect", ("class", style), ("x", at.X - 6), ("y", at.Y - 5), ("width", 12), ("height", 10));

    /// <summary>A sample of a line.</summary>
    public static Action<Point> Stroke(Chart chart, string style) => at => chart.Line(style, new(at.X - 7, at.Y), new(at.X + 7, at.Y));
}
