namespace Digits.Reports;

/// <summary>Names series where they end, moved apart where they would overlap.</summary>
internal static class EndLabels
{
    private const double LineHeight = 15;

    /// <summary>Writes the labels to the right of the axes, each as near as can be to the height of its line's end.</summary>
    internal static void Label(this Chart chart, IReadOnlyList<(string Text, double Y, int Series)> labels)
    {
        (string Text, double Y, int Series)[] ordered = [.. labels.OrderBy(label => label.Y)];
        double[] places = Spread([.. ordered.Select(label => label.Y)], chart.Area.Y, chart.Area.Y + chart.Area.Height);
        double x = chart.Area.X + chart.Area.Width + 8;
        for (int i = 0; i < ordered.Length; i++)
            chart.Svg.Text(x, places[i] + 4, ordered[i].Text, ("class", $"strong f{ordered[i].Series}"));
    }

    /// <summary>Rising heights at least a line apart, as near as can be to those wanted.</summary>
    internal static double[] Spread(double[] wanted, double top, double bottom)
    {
        double[] places = [.. wanted];
        for (int i = 1; i < places.Length; i++)
            places[i] = Math.Max(places[i], places[i - 1] + LineHeight);
        if (places.Length > 0 && places[^1] > bottom)
            places[^1] = bottom;
        for (int i = places.Length - 2; i >= 0; i--)
            places[i] = Math.Min(places[i], places[i + 1] - LineHeight);
        double below = places.Length > 0 ? Math.Max(0, top - places[0]) : 0;
        return [.. places.Select(place => place + below)];
    }
}
