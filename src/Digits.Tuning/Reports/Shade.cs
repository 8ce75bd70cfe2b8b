using Digits.Reports.Drawing;

namespace Digits.Tuning.Reports;

/// <summary>Shades of one colour, for an order.</summary>
internal static class Shade
{
    internal const int Count = 6;

    private const int Few = 60;

    /// <summary>The style of a place in an order: the last of all has the strongest shade.</summary>
    internal static int Of(int place, int count) => count < 2 ? Count - 1 : (int)Math.Round((Count - 1.0) * place / (count - 1));

    /// <summary>How opaque a line is: where many lie on top of each other, only the last in the order are wholly so.</summary>
    internal static double Opacity(int place, int count) => count <= Few ? 1 : 0.12 + (0.88 * Math.Pow((place + 1.0) / count, 4));

    /// <summary>Says what the shades mean, from the faintest to the strongest.</summary>
    /// <param name="chart">Where.</param>
    /// <param name="x">The left end.</param>
    /// <param name="y">The words' base line.</param>
    /// <param name="from">What is faint.</param>
    /// <param name="to">What is strong.</param>
    /// <returns>The right end.</returns>
    internal static double Legend(Chart chart, double x, double y, string from, string to)
    {
        chart.Svg.Text(x, y, from, ("class", "soft figures"));
        x += PlotText.Width(from) + 6;
        for (int shade = 0; shade < Count; shade++)
            chart.Svg.Element("rect", ("class", $"v{shade}"), ("x", x + (14 * shade)), ("y", y - 9), ("width", 14), ("height", 10));

        chart.Svg.Text(x + (14 * Count) + 6, y, to, ("class", "soft figures"));
        return x + (14 * Count) + 6 + PlotText.Width(to);
    }
}
