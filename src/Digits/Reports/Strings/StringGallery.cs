using Digits.Evaluation;
using Digits.Imaging;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>The pictures that were not read exactly, with what they say above what was read.</summary>
internal static class StringGallery
{
    private const int Columns = 2;
    private const double Gap = 28;
    private const double Width = (Gallery.Content - Gap) / Columns;
    private const double MostHeight = 190;

    // Twice as many pixels as the page shows, for dense screens.
    private const int MostPixels = (int)(2 * Width);

    /// <summary>Draws the failures, the one that the reader is surest of first.</summary>
    /// <param name="evaluation">What was read.</param>
    /// <param name="most">The most pictures to show.</param>
    /// <returns>The gallery; null where everything was read.</returns>
    internal static SvgPicture? Create(StringEvaluation evaluation, int most = 60)
    {
        StringReading[] failures = [.. evaluation.Readings.Where(reading => !reading.IsExact).OrderByDescending(reading => reading.Confidence)];
        if (failures.Length == 0)
            return null;

        string count = $"{GalleryText.Count(failures.Length)} of {GalleryText.Count(evaluation.Readings.Count, "picture")} of {evaluation.Set.Name}";
        Gallery gallery = new(
            "failures",
            "Pictures that were not read exactly",
            $"{count}, those that the reader is surest of first. Under each: what it says, and what was read; a dot stands for a digit that is not there.");
        double y = gallery.Top;
        foreach (StringReading[] row in failures.Take(most).Chunk(Columns))
            y += Row(gallery, row, y) + 22;
        if (failures.Length > most)
            y = gallery.Paragraph(Gallery.Margin, y, $"… and {GalleryText.Count(failures.Length - most)} more, with less confidence.");
        StringReading first = failures[0];
        return gallery.Finish($"{count}. The surest is {first.Label.File}: it says {Spoken(first.Label.Text)} and was read as {Spoken(first.Text)}.", y - 22);
    }

    /// <summary>Draws pictures side by side, with their texts on one line.</summary>
    /// <returns>The height.</returns>
    private static double Row(Gallery gallery, StringReading[] readings, double y)
    {
        GrayImage[] pictures = [.. readings.Select(reading => Picture.Load(reading.Label.Path))];
        double height = pictures.Max(picture => Math.Min(MostHeight, Scale(picture) * picture.Height));
        double texts = 0;
        for (int i = 0; i < readings.Length; i++)
        {
            Box box = new(Gallery.Margin + (i * (Width + Gap)), y, Width, height);
            Show(gallery, readings[i], pictures[i], box);
            texts = Math.Max(texts, AlignedTexts.Draw(gallery.Over, readings[i], box.X, box.Bottom + 6, Width));
        }

        return height + 6 + texts;
    }

    private static void Show(Gallery gallery, StringReading reading, GrayImage picture, Box box)
    {
        double scale = Math.Min(Scale(picture), box.Height / picture.Height);
        Box fitted = new(box.X, box.Bottom - (scale * picture.Height), scale * picture.Width, scale * picture.Height);
        gallery.Fill(EmbeddedImage.Photo(picture, MostPixels, MostPixels), fitted);
        gallery.Frame(
            fitted, $"{reading.Label.File}: says {Spoken(reading.Label.Text)}, read as {Spoken(reading.Text)} ({GalleryText.Exact(reading.Confidence)})");
        foreach (Digits.Reading.ReadDigit digit in reading.Picture.Digits)
        {
            gallery.Over.Element(
                "rect",
                ("x", fitted.X + (scale * digit.X)), ("y", fitted.Y + (scale * digit.Y)), ("width", scale * digit.Width), ("height", scale * digit.Height),
                ("fill", "none"), ("stroke", "#f08c00"), ("stroke-width", 1.2), ("stroke-opacity", 0.85), ("class", "through"));
        }
    }

    /// <summary>How much a picture is shrunk, or enlarged up to four times, to fill a column.</summary>
    private static double Scale(GrayImage picture) => Math.Min(4, Math.Min(Width / picture.Width, MostHeight / picture.Height));

    private static string Spoken(string text) => text.Length == 0 ? "nothing" : text;
}
