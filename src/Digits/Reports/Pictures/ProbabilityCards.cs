using Digits.Evaluation;
using Digits.Reading;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>Cards in four columns: a digit, and beside it the most likely classes with their probabilities as bars.</summary>
/// <param name="gallery">Where they are drawn.</param>
/// <param name="predictions">The images and what a model predicted for them.</param>
internal sealed class ProbabilityCards(Gallery gallery, Predictions predictions)
{
    /// <summary>The most pixels of all images of a gallery together, so that it stays below about 300 KB even if they do not compress.</summary>
    private const int MostPixels = 140_000;

    private const int Columns = 4;
    private const double Gap = 18;
    private const double Width = (Gallery.Content - ((Columns - 1) * Gap)) / Columns;
    private const double Side = 56;
    private const double RowHeight = 90;
    private const double Bars = Side + 8;
    private const double Pitch = 20;
    private const double Track = 15.5;

    /// <summary>How many images a gallery can show: as many as are wanted, or fewer if they are large.</summary>
    internal static int Most(Predictions predictions, int wanted)
    {
        int area = Math.Min(predictions.Set.Rows, EmbeddedImage.MostSide) * Math.Min(predictions.Set.Columns, EmbeddedImage.MostSide);
        return Math.Min(wanted, Math.Max(1, MostPixels / area));
    }

    /// <summary>Draws the cards.</summary>
    /// <returns>Where they end.</returns>
    internal double Draw(IReadOnlyList<int> images)
    {
        gallery.Over.Open("g", ("font-size", Gallery.Small));
        for (int i = 0; i < images.Count; i++)
            Draw(images[i], Gallery.Margin + (i % Columns * (Width + Gap)), gallery.Top + (i / Columns * RowHeight));
        gallery.Over.Close();
        return gallery.Top + ((images.Count + Columns - 1) / Columns * RowHeight) - (RowHeight - Side - 18);
    }

    private void Draw(int image, double x, double y)
    {
        IReadOnlyList<ClassProbability> likeliest = predictions.Likeliest(image);
        EmbeddedImage pixels = EmbeddedImage.Digit(predictions.Set, image);
        Box box = gallery.Digit(pixels, new Box(x, y, Side, Side));
        gallery.Frame(box, Tooltip(image, likeliest));
        int truth = predictions.Set.Labels[image];
        (string start, string length) = (MarkupText.Number(x + Bars), MarkupText.Number(Width - Bars));
        string tracks = string.Concat(likeliest.Select((_, i) => $"M{start} {MarkupText.Number(y + (i * Pitch) + Track)}h{length}"));
        gallery.Over.Element("path", ("d", tracks), ("stroke", "var(--faint)"), ("stroke-width", 3));
        for (int i = 0; i < likeliest.Count; i++)
            Bar(likeliest[i], Color(i), likeliest[i].Class == truth, x + Bars, y + (i * Pitch));
        gallery.Over.Text(x, y + Side + 15, GalleryText.Fit($"is {predictions.TruthName(image)}", Side, Gallery.Small), ("font-weight", 600));

        string Color(int rank) => likeliest[rank].Class == truth ? "var(--good)" : rank == 0 ? "var(--bad)" : "var(--soft)";
    }

    private void Bar(ClassProbability candidate, string color, bool isTruth, double x, double y)
    {
        double width = Width - Bars;
        string label = GalleryText.Fit(predictions.LabelNames[candidate.Class], width - 36, Gallery.Small);
        gallery.Over.Text(x, y + 11, label, isTruth ? [("font-weight", 600)] : []);
        gallery.Over.Text(x + width, y + 11, GalleryText.Percent(candidate.Probability), ("text-anchor", "end"), ("class", "soft"));
        gallery.Over.Element("rect", ("x", x), ("y", y + Track - 1.5), ("width", width * candidate.Probability), ("height", 3), ("fill", color));
    }

    private string Tooltip(int image, IReadOnlyList<ClassProbability> likeliest)
    {
        IEnumerable<string> named = likeliest.Select(candidate => $"{predictions.LabelNames[candidate.Class]} {GalleryText.Exact(candidate.Probability)}");
        string classes = string.Join(", ", named);
        return $"Image {image}: is {predictions.TruthName(image)}; {classes}; loss {GalleryText.Figure(predictions.Loss[image])}";
    }
}
