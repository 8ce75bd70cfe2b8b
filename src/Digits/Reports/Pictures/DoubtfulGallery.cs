using Digits.Evaluation;
using Digits.Reports.Drawing;
namespace Digits.Reports;

/// <summary>The images that a model read correctly with the least confidence.</summary>
public static class DoubtfulGallery
{
    /// <summary>Draws correctly read images by their confidence, the least confident first, each with its three most likely classes.</summary>
    /// <param name="predictions">The images and what a model predicted for them.</param>
    /// <param name="most">The most images to show, at least 1; large images may be fewer, so that a report stays small.</param>
    /// <returns>The gallery; null where no image was recognized.</returns>
    public static SvgPicture? Create(Predictions predictions, int most = 24)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        int[] correct = [.. Enumerable.Range(0, predictions.Set.Count).Where(predictions.IsCorrect).OrderBy(image => predictions.Confidence[image])];
        if (correct.Length == 0)
            return null;

        int[] shown = correct[..Math.Min(correct.Length, ProbabilityCards.Most(predictions, most))];
        string which = shown.Length == correct.Length
            ? $"{GalleryText.Count(correct.Length, "correctly read image")}, the least confident first"
            : $"The {shown.Length} least confident of {GalleryText.Count(correct.Length, "correctly read image")}";
        Gallery gallery = new(
            "doubtful",
            "Right, but with little confidence",
            $"{which}. Beside each: the most likely classes; the true one is green and bold.");
        double bottom = new ProbabilityCards(gallery, predictions).Draw(shown);
        string description = $"{which}: from {GalleryText.Exact(predictions.Confidence[shown[0]])} to {GalleryText.Exact(predictions.Confidence[shown[^1]])}. "
            + $"The least confident is image {shown[0]}, which is {predictions.TruthName(shown[0])}.";
        return gallery.Finish(description, bottom);
    }
}
