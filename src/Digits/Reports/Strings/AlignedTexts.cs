using Digits.Evaluation;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>What a picture says above what was read, digit under digit.</summary>
internal static class AlignedTexts
{
    private const double Label = 36;
    private const double Pitch = 10.5;
    private const double LineHeight = 17;
    private const int MostInLine = 23;

    /// <summary>Draws both texts, and below them the picture's name and the confidence.</summary>
    /// <returns>The height.</returns>
    internal static double Draw(SvgWriter svg, StringReading reading, double x, double y, double width)
    {
        double top = y;
        AlignedDigit[][] lines = [.. reading.Alignment.Digits.Chunk(MostInLine)];
        for (int line = 0; line < lines.Length; line++)
        {
            Digits(svg, line == 0 ? "is" : "", lines[line], digit => digit.Truth, isRead: false, x, y += LineHeight);
            Digits(svg, line == 0 ? "read" : "", lines[line], digit => digit.Read, isRead: true, x, y += LineHeight);
        }

        const double PercentWidth = 70;
        string name = GalleryText.Fit(reading.Label.File, width - PercentWidth, Gallery.Small);
        svg.Text(x, y += LineHeight, $"{name}, {GalleryText.Percent(reading.Confidence)} sure", ("class", "soft small"));
        return y + 4 - top;
    }

    private static void Digits(SvgWriter svg, string label, AlignedDigit[] digits, Func<AlignedDigit, char?> of, bool isRead, double x, double y)
    {
        svg.Text(x, y - 3, label, ("class", "soft"));
        for (int i = 0; i < digits.Length; i++)
        {
            string classes = digits[i].IsRight ? "middle figures" : isRead ? "middle figures strong bad" : "middle figures strong";
            svg.Text(x + Label + ((i + 0.5) * Pitch), y - 3, $"{of(digits[i]) ?? '·'}", ("class", classes), ("font-size", 14));
        }
    }
}
