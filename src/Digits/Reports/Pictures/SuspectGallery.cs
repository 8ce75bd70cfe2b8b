using System.Globalization;
using Digits.Data;
using Digits.Evaluation;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>The images whose labels are the most suspicious, each with its label and what it was read as.</summary>
public static class SuspectGallery
{
    private const int PerRow = 10;
    private const int Margin = 20;
    private const int Picture = 64;
    private const int Cell = 88;
    private const int RowHeight = 126;
    private const int Top = 64;
    private const int EmptyWidth = 440;

    /// <summary>Draws the gallery.</summary>
    /// <param name="set">The images that were looked at.</param>
    /// <param name="audit">The audit of these images.</param>
    /// <param name="most">The most images to show, at least 1; the most suspicious come first.</param>
    public static SvgPicture Create(DigitSet set, LabelAudit audit, int most = 60)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(audit);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        LabelSuspect[] shown = [.. audit.Suspects.Take(most)];
        string summary = Summary(set, audit, shown.Length);
        SvgWriter svg = new();
        svg.Text(Margin, 30, "Suspicious labels", ("class", "heading"));
        svg.Text(Margin, 48, summary, ("class", "soft"));
        for (int i = 0; i < shown.Length; i++)
            Draw(svg, set, shown[i], Margin + i % PerRow * Cell, Top + i / PerRow * RowHeight);

        int rows = (shown.Length + PerRow - 1) / PerRow;
        double width = rows == 0 ? EmptyWidth : 2 * Margin + PerRow * Cell - (Cell - Picture);
        return new SvgPicture("suspects", "Suspicious labels", summary, width, Top + rows * RowHeight, svg.ToString());
    }

    private static void Draw(SvgWriter svg, DigitSet set, LabelSuspect suspect, int x, int y)
    {
        string label = $"labeled {set.LabelNames[suspect.Label]} ({Share(suspect.LabelProbability)})";
        svg.Tooltip(
            $"Image {suspect.Index}: {label}, read as {set.LabelNames[suspect.Predicted]} ({Share(suspect.PredictedProbability)})",
            "image",
            ("x", x),
            ("y", y),
            ("width", Picture),
            ("height", Picture),
            ("href", EmbeddedImage.Digit(set, suspect.Index).Uri),
            ("class", "pixels"));
        string labels = GalleryText.Fit($"{set.LabelNames[suspect.Label]} → {set.LabelNames[suspect.Predicted]}", Cell - 4, 14);
        svg.Text(x, y + Picture + 17, labels, ("class", "heading"));
        svg.Text(x, y + Picture + 32, Share(suspect.PredictedProbability));
        svg.Text(x, y + Picture + 46, $"no. {suspect.Index}", ("class", "soft"), ("font-size", 10));
    }

    private static string Summary(DigitSet set, LabelAudit audit, int shown)
    {
        string images = $"{GalleryText.Count(audit.Images)} images of {set.Name}";
        return shown == 0
            ? $"No label is contradicted in {images}."
            : "Label → what a network that had not seen the image reads, and how confidently. "
                + $"The first {shown} of {GalleryText.Count(audit.Suspects.Count)} contradicted labels in {images}.";
    }

    private static string Share(double probability) => (100 * probability).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
