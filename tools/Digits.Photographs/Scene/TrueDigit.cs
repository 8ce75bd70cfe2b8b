namespace Digits.Photographs;

/// <summary>A digit that was written, and where it is in the finished photograph.</summary>
/// <param name="Row">The row of text, from 0 at the top.</param>
/// <param name="Digit">The digit.</param>
/// <param name="X">The left edge of its ink in pixels.</param>
/// <param name="Y">The upper edge.</param>
/// <param name="Width">The ink's width in pixels.</param>
/// <param name="Height">The ink's height in pixels.</param>
internal sealed record TrueDigit(int Row, char Digit, int X, int Y, int Width, int Height);
