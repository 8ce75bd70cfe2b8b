using Digits.Evaluation;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>The most frequently confused classes, with examples.</summary>
public static class ConfusedPairsGallery
{
    private const int MostPairs = 10;
    private const int Examples = 8;
    private const double Side = 56;
    private const double Pitch = 62;
    private const double RowHeight = 68;
    private const double Caption = Gallery.Content - (Examples * Pitch) + Pitch - Side;

    /// <summary>Draws a row for each pair of true and predicted class, the most frequent first, with its images of the largest loss.</summary>
    /// <param name="predictions">The images and what a model predicted for them.</param>
    /// <returns>The gallery of at most ten pairs with at most eight images each; null where every image was recognized.</returns>
    public static SvgPicture? Create(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        IGrouping<(int Truth, int Predicted), MisclassifiedImage>[] pairs =
        [
            .. predictions.Misclassified()
                .GroupBy(image => (image.Truth, image.Predicted))
                .OrderByDescending(pair => pair.Count()).ThenBy(pair => pair.Key),
        ];
        if (pairs.Length == 0)
            return null;

        Gallery gallery = new(
            "confused-pairs",
            "Most confused pairs",
            "The true class, an arrow, and the class it was read as; below, how many of the true class's images "
            + $"in {predictions.Set.Name}. The largest losses come first.");
        int most = Math.Min(MostPairs, Math.Max(1, ProbabilityCards.Most(predictions, MostPairs * Examples) / Examples));
        int rows = Math.Min(pairs.Length, most);
        for (int i = 0; i < rows; i++)
            Draw(gallery, predictions, pairs[i], gallery.Top + (i * RowHeight));

        double bottom = gallery.Top + (rows * RowHeight) - (RowHeight - Side);
        if (rows < pairs.Length)
        {
            string images = GalleryText.Count(pairs.Skip(rows).Sum(pair => pair.Count()), "image");
            bottom = gallery.Paragraph(Gallery.Margin, bottom + 26, $"… and {GalleryText.Count(pairs.Length - rows, "other pair")}, {images} together.") - 12;
        }

        string list = string.Join(", ", pairs.Take(rows).Select(pair => $"{Name(predictions, pair.Key)} ({GalleryText.Count(pair.Count())})"));
        return gallery.Finish($"The most confused pairs of true and predicted class, with their counts: {list}.", bottom);
    }

    private static string Name(Predictions predictions, (int Truth, int Predicted) pair) =>
        $"{predictions.LabelNames[pair.Truth]} → {predictions.LabelNames[pair.Predicted]}";

    private static void Draw(Gallery gallery, Predictions predictions, IGrouping<(int Truth, int Predicted), MisclassifiedImage> pair, double y)
    {
        const double Arrow = 32;
        bool brief = Name(predictions, pair.Key).Length < 9;
        double fontSize = brief ? 15 : Gallery.Small;
        string truth = GalleryText.Fit(predictions.LabelNames[pair.Key.Truth], (Caption - Arrow) / 2, fontSize);
        string predicted = GalleryText.Fit(predictions.LabelNames[pair.Key.Predicted], (Caption - Arrow) / 2, fontSize);
        int support = predictions.Set.Labels.Count((byte)pair.Key.Truth);
        string count = $"{GalleryText.Count(pair.Count())} of {GalleryText.Count(support)}";
        gallery.Over.Text(Gallery.Margin, y + 26, $"{truth} → {predicted}", ("font-size", fontSize), ("font-weight", 600));
        gallery.Over.Text(Gallery.Margin, y + 44, count, ("class", "soft"));
        double x = Gallery.Margin + Caption;
        foreach (MisclassifiedImage image in pair.Take(Examples))
        {
            EmbeddedImage pixels = EmbeddedImage.Digit(predictions.Set, image.Index);
            Box box = gallery.Digit(pixels, new Box(x, y, Side, Side));
            gallery.Frame(box, GalleryText.Reading(predictions, image.Index));
            x += Pitch;
        }
    }
}
