using Digits.Evaluation;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>The images that a model got wrong.</summary>
public static class MisclassifiedGallery
{
    /// <summary>Draws misclassified images by their loss, the worst first, each with its three most likely classes.</summary>
    /// <param name="predictions">The images and what a model predicted for them.</param>
    /// <param name="most">The most images to show, at least 1; large images may be fewer, so that a report stays small.</param>
    /// <returns>The gallery; null where every image was recognized.</returns>
    public static SvgPicture? Create(Predictions predictions, int most = 120)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        IReadOnlyList<MisclassifiedImage> wrong = predictions.Misclassified();
        if (wrong.Count == 0)
            return null;

        int[] shown = [.. wrong.Take(ProbabilityCards.Most(predictions, most)).Select(image => image.Index)];
        string count = $"{GalleryText.Count(wrong.Count)} of {GalleryText.Count(predictions.Set.Count, "image")} of {predictions.Set.Name}";
        Gallery gallery = new(
            "misclassified",
            "Misclassified images",
            $"{count}, the largest loss first. Beside each: the most likely classes; the true one is green and bold where it is among them.");
        double bottom = new ProbabilityCards(gallery, predictions).Draw(shown);
        if (shown.Length < wrong.Count)
            bottom = gallery.Paragraph(Gallery.Margin, bottom + 24, $"… and {GalleryText.Count(wrong.Count - shown.Length)} more, with smaller losses.") - 12;

        MisclassifiedImage worst = wrong[0];
        string description = $"{count} were misclassified. The worst is image {worst.Index}: it is {predictions.LabelNames[worst.Truth]} and was read as "
            + $"{predictions.LabelNames[worst.Predicted]} with a probability of {GalleryText.Exact(worst.Confidence)}, "
            + $"a loss of {GalleryText.Figure(worst.Loss)}.";
        return gallery.Finish(description, bottom);
    }
}
