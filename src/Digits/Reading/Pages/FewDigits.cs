using Digits.Imaging;

namespace Digits.Reading;

/// <summary>
/// Tells pages of numbers from pages on which only edges, coins, or specks were taken for digits: any straight edge reads as a sure 1, and any ring as a 0, so
/// a page that has next to nothing else must have them large and sure.
/// </summary>
internal static class FewDigits
{
    /// <summary>Pictures whose shorter side has so many pixels are photographs or scans of pages.</summary>
    private const int LeastPhotograph = 320;

    /// <summary>Where so many of the digits of a photograph, and as large a share, are 1s, they are edges of things.</summary>
    private const int ManyOnes = 4;
    private const double MostOnes = 0.75;

    /// <summary>1s alone are at least so sure, and so high beside the page: who photographs one number fills the picture with it.</summary>
    private const double LeastSureOnes = 0.97, LeastHeightOfOnes = 0.04;

    /// <summary>The same for so few digits of any kind.</summary>
    private const int Few = 2;
    internal const double LeastSureFew = 0.85;
    private const double LeastHeightOfFew = 0.02;

    /// <summary>What all digits of a photograph are sure of, on average, at least: loops of a scribble are 0s, and none of them is sure.</summary>
    private const double LeastMean = 0.65;

    /// <summary>Whether a picture is so large that it may show anything, not only what somebody has cut out to be read.</summary>
    internal static bool MayShowAnything(GrayImage image) => Math.Min(image.Width, image.Height) >= LeastPhotograph;

    /// <summary>Whether the digits of a page are none.</summary>
    /// <param name="page">The page.</param>
    /// <param name="rows">Its rows with digits.</param>
    internal static bool AreNone(PageLayout page, IReadOnlyList<RowReading> rows)
    {
        ReadDigit[] digits = [.. rows.SelectMany(row => row.Digits)];
        int ones = digits.Count(digit => digit.Digit == 1);
        if (!page.IsClean && ones >= ManyOnes && ones >= MostOnes * digits.Length)
            return true;
        if (ones == digits.Length && rows.Count > 1)
            return true;
        if (!MayShowAnything(page.Image))
            return false;
        if (!page.IsClean && digits.Average(digit => digit.Confidence) < LeastMean)
            return true;
        double sure = digits.Min(digit => digit.Confidence), height = digits.Max(digit => digit.Height) / (double)Math.Min(page.Image.Width, page.Image.Height);
        if (ones == digits.Length)
            return sure < LeastSureOnes || height < LeastHeightOfOnes;
        return digits.Length <= Few && (sure < LeastSureFew || (!page.IsClean && height < LeastHeightOfFew));
    }
}
