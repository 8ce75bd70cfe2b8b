using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Reading;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>The parts of the misclassified images that misled the model.</summary>
public static class SaliencyGallery
{
    private const int Most = 12;
    private const int Columns = 3;
    private const double Side = 84;
    private const double Gap = 4;
    private const double Pitch = (Gallery.Content - (2 * Side) - Gap) / (Columns - 1);
    private const double RowHeight = 126;

    /// <summary>
    /// Draws the misclassified images of the largest loss, and beside each the effect of hiding its parts one after another: orange where the ink speaks
    /// for the predicted class, blue where it speaks for the true one (occlusion, after Zeiler and Fergus, 2014).
    /// </summary>
    /// <param name="predictions">The images and what a model predicted for them.</param>
    /// <param name="classifier">The model that predicted.</param>
    /// <returns>The gallery of at most twelve images, each on a scale of its own; null where every image was recognized.</returns>
    /// <exception cref="DigitsException">The images do not fit the network.</exception>
    public static SvgPicture? Create(Predictions predictions, Classifier classifier)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(classifier);
        MisclassifiedImage[] shown = [.. predictions.Misclassified().Take(Most)];
        if (shown.Length == 0)
            return null;

        // An output that the set's images cannot be of is not among the predictions.
        int classes = predictions.LabelNames.Count;
        bool countsFromOne = classifier.CountsFromOne(predictions.Set);
        if (classifier.Classes != classes && ((!classifier.HasNone && !countsFromOne) || classifier.Classes != classes + 1))
        {
            throw new InvalidInputException(
                $"The network has {classifier.Classes} classes, but the predictions have {classes}; give the network that predicted.");
        }

        DigitSet set = predictions.Set;
        string patch = $"{Occlusion.PatchSide(set.Rows)}×{Occlusion.PatchSide(set.Columns)}";
        Gallery gallery = new(
            "saliency",
            "What misled the model",
            $"Hiding the colored parts (a patch of {patch} pixels at a time) changes the lead of the predicted class over the true one: "
            + "under orange it shrinks, under blue it grows. Each image has its own scale; its number is the change of the logits at full color.");
        gallery.ColorBar(gallery.Top, "for the true class", "for the predicted class");
        Occlusion occlusion = new(classifier);
        double top = gallery.Top + 26;
        for (int i = 0; i < shown.Length; i++)
            Draw(gallery, predictions, occlusion, countsFromOne ? 1 : 0, shown[i], Gallery.Margin + (i % Columns * Pitch), top + (i / Columns * RowHeight));

        string list = string.Join(", ", shown.Select(image => $"image {image.Index}, {Name(predictions, image)}"));
        double bottom = top + ((shown.Length + Columns - 1) / Columns * RowHeight) - (RowHeight - Side - 20);
        string images = GalleryText.Count(shown.Length, "misclassified image");
        return gallery.Finish($"Which parts of {images} speak for the predicted class, and which for the true one: {list}.", bottom);
    }

    private static string Name(Predictions predictions, MisclassifiedImage image) =>
        $"{predictions.LabelNames[image.Truth]} read as {predictions.LabelNames[image.Predicted]}";

    private static void Draw(Gallery gallery, Predictions predictions, Occlusion occlusion, int first, MisclassifiedImage image, double x, double y)
    {
        DigitSet set = predictions.Set;
        float[] map = occlusion.Map(set, image.Index, logits => logits[first + image.Predicted] - logits[first + image.Truth]);
        float limit = DivergingColors.Limit(map);
        EmbeddedImage digit = EmbeddedImage.Digit(set, image.Index);
        Box left = gallery.Digit(digit, new Box(x, y, Side, Side));
        Box right = gallery.Digit(digit, new Box(x + Side + Gap, y, Side, Side), opacity: 0.3);
        gallery.Image(EmbeddedImage.Values(map, set.Columns, set.Rows, limit), right);
        string tooltip = GalleryText.Reading(predictions, image.Index);
        gallery.Frame(left, tooltip);
        gallery.Frame(right, $"{tooltip}; hiding a part changes the lead by up to {GalleryText.Figure(limit)}");
        string name = GalleryText.Fit(Name(predictions, image), (2 * Side) + Gap - 44, 12);
        gallery.Over.Text(x, y + Side + 17, name, ("font-weight", 600));
        gallery.Over.Text(
            right.Right, y + Side + 17, $"±{GalleryText.Figure(limit)}", ("class", "soft"), ("font-size", Gallery.Small), ("text-anchor", "end"));
    }
}
