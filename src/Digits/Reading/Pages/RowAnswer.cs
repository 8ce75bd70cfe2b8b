using Digits.Imaging;

namespace Digits.Reading;

/// <summary>A digit of a row.</summary>
/// <param name="Digit">The digit, with its columns in the line.</param>
/// <param name="Group">The ink that is this digit alone; null where it shares its ink with others.</param>
internal sealed record RowAnswer(LineDigit Digit, DigitGroup? Group)
{
    /// <summary>The digit with its box in the picture.</summary>
    internal ReadDigit InPicture(PageLayout page, LineCut cut, int line)
    {
        (int x, int y, int width, int height) = Group is { } ink
            ? page.InPicture(ink.Left, ink.Top, ink.Right, ink.Bottom)
            : cut.Box(page, Digit.FirstColumn, Digit.LastColumn + 1);
        return new ReadDigit(Digit.Digit, Digit.Confidence, x, y, width, height, line, Digit.Alternatives);
    }
}
