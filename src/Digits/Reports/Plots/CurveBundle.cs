namespace Digits.Reports;

/// <summary>Many curves on one chart, one for each class against the rest, with a key of those that matter: all where there are few, else the worst.</summary>
internal static class CurveBundle
{
    private const int MostNamed = 10;
    private const int Worst = 5;
    private const double LineHeight = 20;
    private const double Sample = 28;
    // Bold letters are wider.
    private const double BoldSize = 14.5;
    private const double WidestLabel = 90;
    private const double Gaps = 16 + 8 + 10 + Chart.Edge;
    private const int MostNormal = 5;

    /// <summary>Room for the key to the right of the axes.</summary>
    internal static double KeyWidth(IEnumerable<string> labels) =>
        Sample + Gaps + TextSize.Width(Figures.Score(1)) + Math.Clamp(labels.Select(label => TextSize.Width(label, BoldSize)).DefaultIfEmpty().Max(), 24, WidestLabel);

    /// <summary>Draws the curves, the worst on top.</summary>
    /// <param name="chart">Where to.</param>
    /// <param name="name">The chart's name.</param>
    /// <param name="curves">Each with its score; the higher, the better.</param>
    /// <param name="measure">What the score is called.</param>
    internal static void Bundle(this Chart chart, string name, IReadOnlyList<(string Label, double Score, IEnumerable<(double X, double Y)> Points)> curves, string measure)
    {
        (string Label, double Score, IEnumerable<(double X, double Y)> Points)[] worstFirst = [.. curves.OrderBy(curve => curve.Score)];
        int named = curves.Count > MostNamed ? Worst : curves.Count;
        chart.Clip(name, () =>
        {
            for (int i = worstFirst.Length - 1; i >= 0; i--)
            {
                (string label, double score, IEnumerable<(double X, double Y)> points) = worstFirst[i];
                chart.Line(chart.Thin(points), i, i >= named ? Stroke.Faint : curves.Count > MostNormal ? Stroke.Thin : Stroke.Normal, Tooltip(label, score, measure));
            }
        });
        Key(chart, worstFirst, named, measure);
    }

    private static void Key(Chart chart, (string Label, double Score, IEnumerable<(double X, double Y)>)[] worstFirst, int named, string measure)
    {
        double x = chart.Area.X + chart.Area.Width + 16;
        double y = chart.Area.Y + 4;
        if (named > 0)
            chart.Svg.Text(Chart.Width - Chart.Edge, y, measure, ("class", "soft end"));
        for (int i = 0; i < named; i++)
        {
            y += LineHeight;
            chart.Svg.Element("path", [.. Series.Look(i, worstFirst.Length > MostNormal ? Stroke.Thin : Stroke.Normal), ("d", $"M{SvgWriter.Number(x)} {SvgWriter.Number(y - 4)}h{SvgWriter.Number(Sample)}")]);
            string score = Figures.Score(worstFirst[i].Score);
            double room = Chart.Width - Chart.Edge - TextSize.Width(score) - 6 - (x + Sample + 8);
            chart.Svg.Text(x + Sample + 8, y, TextSize.Fit(worstFirst[i].Label, room, BoldSize), ("class", "strong"));
            chart.Svg.Text(Chart.Width - Chart.Edge, y, score, ("class", "end"));
        }

        if (named == worstFirst.Length)
            return;
        chart.Svg.Element("path", [.. Series.Look(0, Stroke.Faint), ("d", $"M{SvgWriter.Number(x)} {SvgWriter.Number(y + LineHeight - 4)}h{SvgWriter.Number(Sample)}")]);
        chart.Svg.Text(x + Sample + 8, y + LineHeight, $"{worstFirst.Length - named} others", ("class", "soft"));
    }

    private static string Tooltip(string label, double score, string measure) => $"{label}: {measure} {Figures.Score(score)}";
}
