namespace Digits.Reading;

/// <summary>A digit that was found in a picture.</summary>
/// <param name="Digit">The digit, 0 to 9.</param>
/// <param name="Confidence">Its probability, 0 to 1.</param>
/// <param name="X">The left edge of its ink, in pixels from the left of the picture.</param>
/// <param name="Y">The upper edge of its ink, in pixels from the top.</param>
/// <param name="Width">The width of its ink in pixels.</param>
/// <param name="Height">The height of its ink in pixels.</param>
/// <param name="Line">The line of text it is on, from 0 at the top.</param>
/// <param name="Alternatives">What else it may be: at most three digits, the most likely first.</param>
public sealed record ReadDigit(int Digit, double Confidence, int X, int Y, int Width, int Height, int Line, IReadOnlyList<DigitAlternative> Alternatives);
