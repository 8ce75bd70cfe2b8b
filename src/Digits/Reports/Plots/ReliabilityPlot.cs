using Digits.Evaluation;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>Confidence against accuracy (a reliability diagram; Guo et al., "On Calibration of Modern Neural Networks", 2017).</summary>
public static class ReliabilityPlot
{
    private const double Height = 470;
    private const double HistogramHeight = 66;

    // The accuracy of so few images has a standard error of up to 16 %.
    private const int FewImages = 10;

    /// <summary>Draws accuracy against confidence, bin by bin, with the gap between the two; below, how many images each bin holds.</summary>
    /// <param name="bins">The bins; those without images are left blank.</param>
    /// <param name="ece">The expected calibration error, 0 to 1.</param>
    public static SvgPicture Create(IReadOnlyList<ReliabilityBin> bins, double ece)
    {
        ArgumentNullException.ThrowIfNull(bins);
        ReliabilityBin[] filled =
        [
            .. bins.Where(b => b.Images > 0 && Scale.IsShare(b.From) && Scale.IsShare(b.To) && Scale.IsShare(b.Confidence) && Scale.IsShare(b.Accuracy)),
        ];
        Chart chart = new("reliability", "Confidence and accuracy", Chart.UsualWidth, Height, $"Expected calibration error {PlotText.Percent(ece)}");
        Legend.Row(chart, chart.Below + 21,
            (Legend.Swatch(chart, "c0 tint"), "accuracy"), (Legend.Swatch(chart, "c1"), "gap to confidence"),
            (Legend.Swatch(chart, "few"), $"fewer than {FewImages} images"));

        LinearScale y = LinearScale.Covering(0, 1, Height - 48 - HistogramHeight - 32, 78);
        LogScale counts = CountScale(filled.Select(b => b.Images).DefaultIfEmpty().Max());
        string[] countLabels = [.. counts.Ticks.Select(tick => PlotText.Count((long)tick))];
        IReadOnlyList<string> shares = PlotText.PercentTicks(y.Ticks);
        PlotArea area = chart.Area(y.End, [.. shares, .. countLabels]) with { Bottom = y.Start };
        PlotArea below = area with { Top = counts.End, Bottom = counts.Start };
        LinearScale x = LinearScale.Covering(0, 1, area.Left, area.Right);

        chart.LeftAxis(area, y, shares);
        chart.LeftAxis(below, counts, countLabels);
        chart.Line("axis", new(area.Left, area.Bottom), new(area.Right, area.Bottom));
        chart.BottomAxis(below, x, shares, "Confidence");
        chart.Svg.Text(below.Left, below.Top - 8, "Images, logarithmic scale");
        foreach (ReliabilityBin bin in filled)
            Bin(chart, area, bin, x, y, counts);
        chart.Line("rule", new(x.At(0), y.At(0)), new(x.At(1), y.At(1)));
        if (filled.Length == 0)
            chart.Nothing(area, "No values");

        return chart.Finish($"Accuracy by confidence in {bins.Count} bins; the expected calibration error is {PlotText.Percent(ece)}." +
            (filled.MaxBy(b => b.Images) is { } most
                ? $" Most images ({PlotText.Count(most.Images)}) have a confidence of {Range(most)} and an accuracy of {PlotText.Percent(most.Accuracy)}."
                : ""));
    }

    /// <summary>At most four powers of ten; the scale starts below 1, so that a single image is visible.</summary>
    private static LogScale CountScale(long most)
    {
        int decades = Math.Max(1, (int)Math.Ceiling(Math.Log10(Math.Max(1, most))));
        int every = (decades + 2) / 3;
        double[] ticks = [.. Enumerable.Range(0, (decades / every) + 1).Select(i => Math.Pow(10, i * every))];
        return new LogScale(0.6, Math.Max(Math.Pow(10, decades), most), Height - 48, Height - 48 - HistogramHeight) { Ticks = ticks };
    }

    private static void Bin(Chart chart, PlotArea area, ReliabilityBin bin, LinearScale x, LinearScale y, LogScale counts)
    {
        (double left, double width) = (x.At(bin.From) + 1, Math.Max(1, x.At(bin.To) - x.At(bin.From) - 2));
        void Rectangle(string style, double from, double to, double inset = 0) => chart.Svg.Element("rect",
            ("class", style), ("x", left + inset), ("y", Math.Min(from, to)), ("width", width - (2 * inset)), ("height", Math.Abs(to - from)));

        double top = y.At(bin.Accuracy);
        Rectangle("c0 tint", area.Bottom, top);
        Rectangle(bin.Images < FewImages ? "few" : "c1", y.At(bin.Confidence), top, width * 0.3);
        chart.Line("stroke line-c0", new(left, top), new(left + width, top));
        Rectangle("c0", counts.Start, counts.At(bin.Images));
        chart.Svg.Tooltip(
            $"confidence {Range(bin)}: {PlotText.Images(bin.Images)}\n" +
            $"mean confidence {PlotText.Percent(bin.Confidence)}\naccuracy {PlotText.Percent(bin.Accuracy)}",
            "rect", ("class", "hit"), ("x", left), ("y", area.Top), ("width", width), ("height", counts.Start - area.Top));
    }

    private static string Range(ReliabilityBin bin) => $"{PlotText.Percent(bin.From, 1)} to {PlotText.Percent(bin.To, 1)}";
}
