using System.Globalization;
using Digits.Reports.Drawing;
using Digits.Training;

namespace Digits.Reports;

/// <summary>Lines over the epochs, each with its name at its end.</summary>
internal sealed class HistoryPlot(string name, string title, string subtitle, IReadOnlyList<EpochRecord> history)
{
    // More markers than this would hide the line.
    private const int MostMarkers = 30;

    internal required IReadOnlyList<(string Name, Func<EpochRecord, double> Value)> Series { get; init; }

    internal int BestEpoch { get; init; }

    internal bool Shares { get; init; }

    internal SvgPicture Draw()
    {
        double[] values = [.. Series.SelectMany(s => history.Select(s.Value)).Where(CanShow)];
        bool logarithmic = !Shares && values.Length > 0 && values.Min() > 1e-100 && values.Max() > 10 * values.Min();
        Chart chart = new(name, title, Chart.UsualWidth, 300, subtitle + (logarithmic ? ", logarithmic scale" : ""));

        double top = chart.Below + (BestEpoch > 0 ? 34 : 20);
        Scale y = Vertical(values, logarithmic, chart.Height - 48, top);
        IReadOnlyList<string> labels = Shares ? PlotText.PercentTicks(y.Ticks) : [.. y.Ticks.Select(tick => PlotText.Number(tick))];
        PlotArea area = chart.Area(top, labels, right: Series.Count > 1 ? 82 : 2 * Chart.Margin);
        Scale x = Horizontal(area);
        chart.LeftAxis(area, y, labels);
        chart.BottomAxis(area, x, [.. x.Ticks.Select(tick => tick.ToString("0", CultureInfo.InvariantCulture))], "Epoch");
        if (values.Length == 0)
            chart.Nothing(area, "No values");

        Strips(chart, area, x);
        MarkBest(chart, area, x);
        for (int s = 0; s < Series.Count; s++)
            DrawLine(chart, x, y, s);
        NameLines(chart, area, y);
        return chart.Finish(Describe());
    }

    private Scale Vertical(double[] values, bool logarithmic, double start, double end)
    {
        (double lowest, double highest) = values.Length == 0 ? (0, 1) : (values.Min(), values.Max());
        return Shares ? LinearScale.OfShares(lowest, highest, start, end)
            : logarithmic ? LogScale.Covering(lowest, highest, start, end)
            : LinearScale.Covering(Math.Min(0, lowest), highest, start, end);
    }

    private LinearScale Horizontal(PlotArea area)
    {
        (double first, double last) = history.Count == 0 ? (1, 1) : (history.Min(e => e.Epoch), history.Max(e => e.Epoch));
        return first == last
            ? LinearScale.Between(first - 1, last + 1, area.Left, area.Right, 1) with { Ticks = [first] }
            : LinearScale.Between(first, last, area.Left + 8, area.Right - 8, 10, whole: true);
    }

    private void DrawLine(Chart chart, Scale x, Scale y, int series)
    {
        Func<EpochRecord, double> value = Series[series].Value;
        string dashed = Series.Count > 1 && series == 0 ? " dashed" : "";
        bool markAll = history.Count <= MostMarkers;
        List<Point> piece = [];
        List<Point> marked = [];

        void End()
        {
            if (piece.Count > 1)
                chart.Svg.Element("path", ("class", $"stroke line-c{series}{dashed}"), ("d", SvgWriter.Path(piece)));
            if (markAll || piece.Count == 1)
                marked.AddRange(piece);
            piece.Clear();
        }

        foreach (EpochRecord epoch in history)
        {
            if (CanShow(value(epoch)))
                piece.Add(new(x.At(epoch.Epoch), y.At(value(epoch))));
            else
                End();
        }

        End();
        foreach (Point at in marked)
            Marker.Draw(chart.Svg, series, at, 3.5);
        if (history.FirstOrDefault(e => e.Epoch == BestEpoch) is { } best && CanShow(value(best)))
            Marker.Draw(chart.Svg, series, new(x.At(BestEpoch), y.At(value(best))), 5);
    }

    /// <summary>A name beside each line's last point.</summary>
    private void NameLines(Chart chart, PlotArea area, Scale y)
    {
        (int Series, double Place)[] ends =
        [
            .. Series.Index().Where(s => history.Any(e => CanShow(s.Item.Value(e))))
                .Select(s => (s.Index, y.At(history.Select(s.Item.Value).Last(CanShow)))),
        ];
        if (Series.Count < 2)
            return;

        double[] places = SideLabels.Spread([.. ends.Select(end => end.Place)], 16, area.Top, area.Bottom);
        foreach (((int series, _), double place) in ends.Zip(places))
            chart.Svg.Text(area.Right + 6, place + 4, Series[series].Name, ("class", $"c{series}"));
    }

    private void MarkBest(Chart chart, PlotArea area, Scale x)
    {
        if (history.All(e => e.Epoch != BestEpoch))
            return;

        double place = x.At(BestEpoch);
        string text = $"kept: epoch {BestEpoch}";
        double half = PlotText.Width(text) / 2;
        chart.Line("rule", new(place, area.Top - 10), new(place, area.Bottom));
        chart.Svg.Text(Math.Clamp(place, area.Left + half, chart.Width - Chart.Margin - half), area.Top - 15, text, ("class", "middle"));
    }

    /// <summary>The figures of each epoch as a tooltip, wherever the pointer is above it.</summary>
    private void Strips(Chart chart, PlotArea area, Scale x)
    {
        for (int i = 0; i < history.Count; i++)
        {
            double left = i == 0 ? area.Left : x.At((history[i - 1].Epoch + history[i].Epoch) / 2.0);
            double right = i == history.Count - 1 ? area.Right : x.At((history[i].Epoch + history[i + 1].Epoch) / 2.0);
            chart.Svg.Tooltip($"epoch {history[i].Epoch}\n{string.Join('\n', Series.Select(s => $"{s.Name} {Figure(s.Value(history[i]))}"))}",
                "rect", ("class", "hit"), ("x", left), ("y", area.Top), ("width", Math.Max(0, right - left)), ("height", area.Height));
        }
    }

    private string Describe()
    {
        if (history.Count == 0)
            return "No epoch was finished.";

        string End(EpochRecord epoch) => string.Join(", ", Series.Select(s => $"{s.Name} {Figure(s.Value(epoch))}"));
        string best = history.FirstOrDefault(e => e.Epoch == BestEpoch) is { } kept ? $" The model of epoch {BestEpoch} was kept: {End(kept)}." : "";
        return $"{title} by epoch. After the first, {End(history[0])}; after {history.Count}, {End(history[^1])}.{best}";
    }

    private bool CanShow(double value) => Shares ? Scale.IsShare(value) : Scale.CanShow(value);

    private string Figure(double value) => Shares ? PlotText.Percent(value) : PlotText.Number(value);
}
