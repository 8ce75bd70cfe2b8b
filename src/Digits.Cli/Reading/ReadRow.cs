using Digits.Reading;

namespace Digits.Cli;

/// <summary>A row of digits that was read in a picture.</summary>
/// <param name="Text">The digits.</param>
/// <param name="Confidence">The probability that all of them are right, 0 to 1.</param>
/// <param name="X">The left edge of its ink in pixels; likewise the others.</param>
/// <param name="Y">The upper edge.</param>
/// <param name="Width">The width.</param>
/// <param name="Height">The height.</param>
internal sealed record ReadRow(string Text, double Confidence, int X, int Y, int Width, int Height)
{
    /// <summary>The rows of a picture in reading order.</summary>
    internal static IEnumerable<ReadRow> Of(ReadPicture picture) => picture.Digits.GroupBy(digit => digit.Line).Select(row =>
    {
        (int left, int top) = (row.Min(digit => digit.X), row.Min(digit => digit.Y));
        return new ReadRow(
            string.Concat(row.Select(digit => digit.Digit)),
            picture.LineConfidence[row.Key],
            left,
            top,
            row.Max(digit => digit.X + digit.Width) - left,
            row.Max(digit => digit.Y + digit.Height) - top);
    });
}
