using Digits.Data;
using Digits.Evaluation;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>Images chosen at random, with their predicted and their true class.</summary>
public static class PredictionGrid
{
    private const int Rows = 3;
    private const int Columns = 5;
    private const double Side = 112;
    private const double RowHeight = 166;

    /// <summary>
    /// Draws three rows of five images, fewer where the set has fewer. Only the seed chooses them, never the result: with a good network usually none of them
    /// is wrong. A wrong one has a thick frame and a cross.
    /// </summary>
    /// <param name="predictions">The images and what a model predicted for them.</param>
    /// <param name="seed">Another seed shows other images.</param>
    public static SvgPicture Create(Predictions predictions, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        int[] images = [.. Enumerable.Range(0, predictions.Set.Count)];
        new SeededRandom(seed).Shuffle<int>(images);
        images = images[..Math.Min(images.Length, Rows * Columns)];
        int wrong = images.Count(image => !predictions.IsCorrect(image));
        string choice = images.Length == predictions.Set.Count
            ? $"All {GalleryText.Count(images.Length, "image")} of {predictions.Set.Name}"
            : $"{images.Length} of the {GalleryText.Count(predictions.Set.Count)} images of {predictions.Set.Name}, chosen at random";
        Gallery gallery = new(
            "predictions",
            "Predictions",
            $"{choice}. In bold the predicted class, with its probability; below it the true class. {Outcome(images.Length, wrong)}");
        double pitch = (Gallery.Content - Side) / (Columns - 1);
        for (int i = 0; i < images.Length; i++)
            Draw(gallery, predictions, images[i], Gallery.Margin + (i % Columns * pitch), gallery.Top + (i / Columns * RowHeight));

        string readings = string.Join(", ", images.Select(image => predictions.IsCorrect(image)
            ? predictions.TruthName(image)
            : $"{predictions.TruthName(image)} read as {predictions.PredictedName(image)}"));
        double bottom = gallery.Top + ((images.Length + Columns - 1) / Columns * RowHeight) - (RowHeight - Side - 38);
        return gallery.Finish($"{choice}. {Outcome(images.Length, wrong)} In order: {readings}.", bottom);
    }

    private static string Outcome(int images, int wrong) => wrong == 0 ? "All are right." : $"{images - wrong} right, {wrong} wrong.";

    private static void Draw(Gallery gallery, Predictions predictions, int image, double x, double y)
    {
        bool correct = predictions.IsCorrect(image);
        string percent = GalleryText.Percent(predictions.Confidence[image]);
        EmbeddedImage pixels = EmbeddedImage.Digit(predictions.Set, image);
        Box box = gallery.Digit(pixels, new Box(x, y, Side, Side));
        if (correct)
            gallery.Frame(box, GalleryText.Reading(predictions, image));
        else
            gallery.WrongFrame(box, GalleryText.Reading(predictions, image));

        const double Indent = 16;
        gallery.Mark(x, y + Side + 9, correct);
        string predicted = GalleryText.Fit(predictions.PredictedName(image), Side - Indent - 40, 14);
        gallery.Over.Text(x + Indent, y + Side + 19, predicted, ("font-size", 14), ("font-weight", 600));
        gallery.Over.Text(x + Side, y + Side + 19, percent, ("class", "soft"), ("text-anchor", "end"));
        string truth = GalleryText.Fit($"is {predictions.TruthName(image)}", Side - Indent, 12);
        gallery.Over.Text(x + Indent, y + Side + 35, truth, correct ? [("class", "soft")] : []);
    }
}
