using System.Globalization;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>
/// Curves of two shares, one for each class. Those of a good model run close to one corner: it is enlarged, and the whole is shown small beside it.
/// </summary>
internal sealed class CurvePlot(string name, string title, string scoreName)
{
    private const int MostNamed = 10;
    private const int MostPoints = 140;
    private const int MostPointsOfInset = 50;
    private const double Side = 290;
    private const double InsetSide = 92;
    private const double LegendLine = 19;
    private const double SampleWidth = 26;

    // Of ten curves, each differs from the others in its dashes or its width, even without the colors.
    private static readonly string[] _dashes = ["", " dashed", " dotted", " dash-dot", " long-dash"];
    private static readonly double[] _zooms = [1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];

    internal required string X { get; init; }

    internal required string Y { get; init; }

    internal required IReadOnlyList<Ranking> Curves { get; init; }

    /// <summary>Whether the best corner is the top left one; otherwise it is the top right one.</summary>
    internal bool BestIsLeft { get; init; }

    internal SvgPicture Draw()
    {
        double zoom = Zoom();
        Ranking[] drawn = [.. Curves.Where(c => c.Points.Count > 0)];
        Ranking[] named = drawn.Length <= MostNamed ? drawn : [.. drawn.OrderBy(c => c.Score).Take(MostNamed)];
        Ranking[] others = [.. drawn.Except(named)];
        double legend = SampleWidth + 6 + Math.Min(150, named.Select(c => PlotText.Width(c.Label)).DefaultIfEmpty().Max()) + 8 + PlotText.Width(">0.99999");
        double width = Math.Max(Chart.UsualWidth, 64 + Side + 16 + legend + Chart.Margin);
        Chart chart = new(name, title, width, 64 + Side + 48,
            zoom < 1 ? $"The best {PlotText.Percent(zoom, 1)} of both axes; the small frame shows the whole" : "");
        LinearScale y = LinearScale.Covering(1 - zoom, 1, 64 + Side, 64 + 6);
        IReadOnlyList<string> labels = PlotText.PercentTicks(y.Ticks);
        PlotArea area = chart.Area(64, labels) with { Bottom = 64 + Side };
        area = area with { Right = area.Left + Side };
        LinearScale x = BestIsLeft
            ? LinearScale.Covering(0, zoom, area.Left + 6, area.Right)
            : LinearScale.Covering(1 - zoom, 1, area.Left, area.Right - 6);
        chart.LeftAxis(area, y, labels);
        chart.BottomAxis(area, x, PlotText.PercentTicks(x.Ticks), X, grid: true);
        chart.Svg.Text(area.Left, area.Top - 6, Y);

        (PlotArea Area, Scale X, Scale Y, int Points)[] frames = [(area, x, y, MostPoints)];
        if (zoom < 1)
            frames = [.. frames, Inset(chart, area, zoom)];
        foreach (Ranking curve in others)
            Line(chart, frames[0], curve, "others");
        for (int i = 0; i < named.Length; i++)
            Series(chart, frames, named[i], i, area);
        Rest(chart, area, named.Length, others, [.. Curves.Except(drawn)]);
        return chart.Finish(Describe(drawn));
    }

    /// <summary>The smallest part of the axes in which the worst curve's bend takes at most a third.</summary>
    private double Zoom()
    {
        double miss = Curves.Where(c => c.Points.Count > 0).Select(c => c.Miss(BestIsLeft)).DefaultIfEmpty().Max();
        return miss == 0 ? 1 : _zooms.Last(zoom => zoom == 1 || zoom >= 3 * miss);
    }

    /// <summary>A small frame that shows the axes from 0 to 1, in the corner that the curves leave free.</summary>
    private (PlotArea Area, Scale X, Scale Y, int Points) Inset(Chart chart, PlotArea area, double zoom)
    {
        double left = BestIsLeft ? area.Right - InsetSide - 14 : area.Left + 34;
        PlotArea inset = new(left, area.Bottom - InsetSide - 24, left + InsetSide, area.Bottom - 24);
        LinearScale x = LinearScale.Covering(0, 1, inset.Left, inset.Right, 1);
        LinearScale y = LinearScale.Covering(0, 1, inset.Bottom, inset.Top, 1);
        chart.Svg.Element("rect", ("class", "paper"), ("x", inset.Left - 28), ("y", inset.Top - 8), ("width", InsetSide + 36), ("height", InsetSide + 26));
        chart.Svg.Element("rect", ("class", "axis"), ("x", inset.Left), ("y", inset.Top), ("width", InsetSide), ("height", InsetSide));
        chart.Svg.Element("rect",
            ("class", "rule"), ("x", BestIsLeft ? inset.Left : x.At(1 - zoom)), ("y", inset.Top), ("width", zoom * InsetSide), ("height", zoom * InsetSide));
        chart.Svg.Text(inset.Left - 4, inset.Bottom + 13, "0", ("class", "soft small end"));
        chart.Svg.Text(inset.Right, inset.Bottom + 13, "100 %", ("class", "soft small middle"));
        return (inset, x, y, MostPointsOfInset);
    }

    private void Series(Chart chart, (PlotArea Area, Scale X, Scale Y, int Points)[] frames, Ranking curve, int index, PlotArea area)
    {
        string style = $"line-c{index % SvgStyle.SeriesColors}{_dashes[(index + (index / 5)) % _dashes.Length]}{(index >= 5 ? " thin" : "")}";
        chart.Svg.Open("g", ("class", "series"));
        foreach ((PlotArea Area, Scale X, Scale Y, int Points) frame in frames)
            Line(chart, frame, curve, frame.Points == MostPoints ? $"stroke {style}" : $"stroke thin line-c{index % SvgStyle.SeriesColors}");

        double baseLine = LegendTop(area) + ((index + 1) * LegendLine);
        double left = area.Right + 16;
        string score = Score(curve.Score);
        double scoreWidth = PlotText.Width(score);
        chart.Line($"stroke {style}", new(left, baseLine - 4), new(left + SampleWidth, baseLine - 4));
        chart.Svg.Text(left + SampleWidth + 6, baseLine, PlotText.Fit(curve.Label, chart.Width - Chart.Margin - scoreWidth - 6 - left - SampleWidth - 6));
        chart.Svg.Text(chart.Width - Chart.Margin, baseLine, score, ("class", "end figures soft"));
        chart.Svg.Close();
    }

    private void Line(Chart chart, (PlotArea Area, Scale X, Scale Y, int Points) frame, Ranking curve, string style)
    {
        Point[] places = [.. curve.Points.Select(p => new Point(frame.X.At(p.X), frame.Y.At(p.Y)))];
        List<List<Point>> parts = Polyline.Clip(places, frame.Area);
        foreach (List<Point> part in parts)
        {
            Point[] thin = Polyline.Thin(part, Math.Max(2, frame.Points / parts.Count));
            if (thin.Length > 1)
                chart.Svg.Tooltip($"{curve.Label}: {scoreName} {Score(curve.Score)}", "path", ("class", style), ("d", SvgWriter.Path(thin)));
        }
    }

    /// <summary>The legend's heading, and its lines on curves that are not named and on classes without a curve.</summary>
    private void Rest(Chart chart, PlotArea area, int named, Ranking[] others, Ranking[] absent)
    {
        double left = area.Right + 16;
        double y = LegendTop(area);
        chart.Svg.Text(chart.Width - Chart.Margin, y, scoreName, ("class", "end soft"));
        y += named * LegendLine;
        if (others.Length > 0)
        {
            chart.Line("others", new(left, y + LegendLine - 4), new(left + SampleWidth, y + LegendLine - 4));
            chart.Svg.Text(left + SampleWidth + 6, y += LegendLine, $"{others.Length} better", ("class", "soft"));
        }

        if (absent.Length > 0)
        {
            string text = $"no curve: {string.Join(", ", absent.Select(c => c.Label))}";
            chart.Svg.Text(left, y + LegendLine + 4, PlotText.Fit(text, chart.Width - 6 - left), ("class", "soft"));
        }
    }

    private static double LegendTop(PlotArea area) => area.Top + 12;

    private string Describe(Ranking[] drawn)
    {
        Ranking[] scored = [.. drawn.Where(c => Score(c.Score) != "–").OrderBy(c => c.Score)];
        return $"{Y} against {X.ToLowerInvariant()} of {drawn.Length} classes." +
            (scored.Length == 0 ? "" : $" {scoreName} from {Score(scored[0].Score)} ({scored[0].Label}) to {Score(scored[^1].Score)} ({scored[^1].Label}).");
    }

    /// <summary>A score that is not 1 never looks like 1.</summary>
    private static string Score(double score) => score switch
    {
        // A sum of rounded shares may miss 1 by this much.
        > 1 - 1e-12 and < 1 + 1e-9 => "1.00000",
        > 0.99999 and < 1 => ">0.99999",
        _ => Scale.IsShare(score) ? score.ToString("0.00000", CultureInfo.InvariantCulture) : "–",
    };
}
