using Digits.Imaging;
using Digits.Reading;

namespace Digits.Cli;

/// <summary>Cuts digits out of a picture.</summary>
internal static class DigitCrop
{
    /// <summary>What is left around the digits, as a share of their height.</summary>
    private const double Margin = 0.15;

    /// <summary>The part of a picture that holds some digits, with a little around it.</summary>
    internal static GrayImage Of(GrayImage page, IReadOnlyList<ReadDigit> digits)
    {
        int margin = (int)Math.Ceiling(Margin * digits.Max(digit => digit.Height));
        int left = Math.Clamp(digits.Min(digit => digit.X) - margin, 0, page.Width - 1);
        int top = Math.Clamp(digits.Min(digit => digit.Y) - margin, 0, page.Height - 1);
        int right = Math.Clamp(digits.Max(digit => digit.X + digit.Width) + margin, left + 1, page.Width);
        int bottom = Math.Clamp(digits.Max(digit => digit.Y + digit.Height) + margin, top + 1, page.Height);
        byte[] pixels = new byte[(right - left) * (bottom - top)];
        for (int y = top; y < bottom; y++)
            page.Row(y)[left..right].CopyTo(pixels.AsSpan((y - top) * (right - left)));
        return new GrayImage(right - left, bottom - top, pixels);
    }
}
