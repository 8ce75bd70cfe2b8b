using Digits.Evaluation;

namespace Digits.Reports;

/// <summary>Whether confidence can be taken at its word. Source: Guo, Pleiss, Sun, Weinberger, "On Calibration of Modern Neural Networks", ICML 2017.</summary>
public static class ReliabilityPlot
{
    private const double Height = 440;
    private const double HistogramHeight = 72;
    // From the axes of the diagram to those of the histogram: the diagram's ticks and the histogram's name.
    private const double Between = 56;
    private const double Name = 28;
    private const double LeastBar = 2;

    /// <summary>Draws the accuracy at each confidence with its gap to the diagonal, and how many predictions there are at each.</summary>
    /// <param name="bins">The bins; those without images are left empty.</param>
    /// <param name="ece">The expected calibration error, 0 to 1.</param>
    public static SvgPicture Create(IReadOnlyList<ReliabilityBin> bins, double ece)
    {
        ArgumentNullException.ThrowIfNull(bins);
        ReliabilityBin[] filled = [.. bins.Where(bin => bin.Images > 0 && double.IsFinite(bin.From + bin.To + bin.Confidence + bin.Accuracy))];
        string finding = filled.Length == 0
            ? "No predictions."
            : $"expected calibration error (ECE) {Figures.Percent(ece)}";
        Axis x = Axis.Share([0, 1], most: 5);
        Chart chart = new("Reliability", finding, (x, "confidence"), (x, "accuracy"), height: Height, bottom: Name + Between + HistogramHeight);
        chart.Svg.Element("path", ("class", "guide"), ("d", Line(chart.X(0), chart.Y(0), chart.X(1), chart.Y(1))));
        foreach (ReliabilityBin bin in filled)
            Gap(chart, bin);
        chart.Line(filled.Select(bin => (bin.Confidence, bin.Accuracy)), 0);
        foreach (ReliabilityBin bin in filled)
            chart.Mark(chart.X(bin.Confidence), chart.Y(bin.Accuracy), 0, Tooltip(bin));
        Key(chart);
        Histogram(chart, filled);
        return chart.ToPicture("reliability");
    }

    private static void Gap(Chart chart, ReliabilityBin bin)
    {
        double x = chart.X(bin.From) + 1, width = Math.Max(1, chart.X(bin.To) - chart.X(bin.From) - 2);
        double honest = chart.Y(bin.Confidence), actual = chart.Y(bin.Accuracy);
        chart.Svg.Tooltip(
            Tooltip(bin), "rect", ("x", x), ("y", Math.Min(honest, actual)), ("width", width), ("height", Math.Abs(honest - actual)), ("class", "f1"), ("fill-opacity", 0.35));
    }

    private static void Key(Chart chart)
    {
        // Below the diagonal on the right, where only a network that is too sure of itself has anything.
        double x = chart.Area.X + chart.Area.Width - 236, y = chart.Area.Y + chart.Area.Height - 34;
        chart.Mark(x + 6, y - 4, 0, "accuracy");
        chart.Svg.TextOnTop(x + 20, y, "accuracy at this confidence");
        chart.Svg.Element("rect", ("x", x), ("y", y + 9), ("width", 12.0), ("height", 12.0), ("class", "f1"), ("fill-opacity", 0.35));
        chart.Svg.TextOnTop(x + 20, y + 19, "gap to the diagonal, where they agree");
    }

    private static void Histogram(Chart chart, ReliabilityBin[] filled)
    {
        double top = chart.Area.Y + chart.Area.Height + Between, bottom = top + HistogramHeight;
        Axis counts = Axis.Log([1, 10, .. filled.Select(bin => (double)bin.Images)], tick => Figures.Number(tick));
        chart.Svg.Text(Chart.Edge, top - 16, "predictions, logarithmic", ("class", "soft"));
        double free = double.PositiveInfinity;
        foreach ((double value, string _) in counts.Ticks)
        {
            double y = bottom - counts.Place(value) * (bottom - top);
            chart.Svg.Element("path", ("class", value == 1 ? "axis" : "grid"), ("d", Line(chart.Area.X, y, chart.Area.X + chart.Area.Width, y)));
            if (y > free)
                continue;
            chart.Svg.Text(chart.Area.X - 8, y + 4, Short(value), ("class", "soft end"));
            free = y - 15;
        }

        foreach (ReliabilityBin bin in filled)
        {
            double height = Math.Max(LeastBar, counts.Place(bin.Images) * (bottom - top));
            double x = chart.X(bin.From) + 1, width = Math.Max(1, chart.X(bin.To) - chart.X(bin.From) - 2);
            chart.Svg.Tooltip(Tooltip(bin), "rect", ("x", x), ("y", bottom - height), ("width", width), ("height", height), ("class", "f0"), ("fill-opacity", 0.75));
        }
    }

    private static string Short(double count) => count >= 1_000_000 ? $"{count / 1_000_000:0.#} M" : count >= 1000 ? $"{count / 1000:0.#} k" : $"{count:0}";

    private static string Tooltip(ReliabilityBin bin) =>
        $"Confidence {Figures.Percent(bin.From, 1)} to {Figures.Percent(bin.To, 1)}: {Figures.Count(bin.Images)} images, mean confidence {Figures.Percent(bin.Confidence)}, accuracy {Figures.Percent(bin.Accuracy)}";

    private static string Line(double x0, double y0, double x1, double y1) =>
        $"M{SvgWriter.Number(x0)} {SvgWriter.Number(y0)}L{SvgWriter.Number(x1)} {SvgWriter.Number(y1)}";
}
