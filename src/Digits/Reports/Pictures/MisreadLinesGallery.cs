using Digits.Reading;
using Digits.Reports.Drawing;
using Digits.Training;

namespace Digits.Reports;

/// <summary>The lines that a lines network got wrong.</summary>
internal static class MisreadLinesGallery
{
    private const int Most = 60, Columns = 2;
    private const double RowHeight = 78, LineWidth = 290, LineHeight = 44;

    /// <summary>Draws misread lines, those read with the greatest confidence first, each with what it says and what was read.</summary>
    /// <returns>The gallery; null where every line was read right.</returns>
    internal static SvgPicture? Create(LineRunResult result)
    {
        (LineAnswer Answer, int Index, double Confidence)[] wrong =
        [
            .. result.Answers.Select((answer, i) => (answer, i, LineCalibration.Apply(answer.Probability, result.Calibration.Strings)))
                .Where(line => !line.answer.IsExact)
                .OrderByDescending(line => line.Item3),
        ];
        if (wrong.Length == 0)
            return null;

        string count = $"{GalleryText.Count(wrong.Length)} of {GalleryText.Count(result.Answers.Count, "line")}";
        Gallery gallery = new("misread", "Misread lines", $"{count}, the surest first. Below each: what it says, and what was read with which confidence.");
        double bottom = gallery.Top;
        for (int i = 0; i < Math.Min(Most, wrong.Length); i++)
        {
            (LineAnswer answer, int index, double confidence) = wrong[i];
            double x = Gallery.Margin + (i % Columns * ((Gallery.Content + 20) / Columns)), y = gallery.Top + (i / Columns * RowHeight);
            EmbeddedImage image = Image(result.Test!.Line(index), result.Model!.Network.Input.Shape.Height);
            Box box = gallery.Digit(image, new Box(x, y, LineWidth, LineHeight));
            string caption = $"{Text(answer.Truth)} read as {Text(answer.Read)} ({PlotText.Percent(confidence)})";
            gallery.Frame(box, $"line {index}: {caption}");
            gallery.Over.Text(x, y + LineHeight + 16, caption, ("font-size", Gallery.Small));
            bottom = y + RowHeight;
        }

        return gallery.Finish(
            $"{count} were misread. The surest is line {wrong[0].Index}, {Text(wrong[0].Answer.Truth)} read as {Text(wrong[0].Answer.Read)}.", bottom);
    }

    private static string Text(byte[] digits) => digits.Length == 0 ? "nothing" : string.Concat(digits);

    private static EmbeddedImage Image(ReadOnlySpan<float> line, int height)
    {
        byte[] pixels = new byte[line.Length];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Clamp(MathF.Round(255 * line[i]), 0, 255);

        return EmbeddedImage.Gray(pixels, line.Length / height, height, mostSide: 512);
    }
}
