namespace Digits.Reading;

/// <summary>A digit that was read in a line.</summary>
/// <param name="Digit">The digit, 0 to 9.</param>
/// <param name="Confidence">Its probability, 0 to 1, taken that the line's other digits are right.</param>
/// <param name="FirstColumn">The first column of its ink in the line's picture.</param>
/// <param name="LastColumn">The last column of its ink.</param>
/// <param name="Alternatives">What else it may be: at most three digits, the most likely first.</param>
internal sealed record LineDigit(int Digit, double Confidence, int FirstColumn, int LastColumn, IReadOnlyList<DigitAlternative> Alternatives);
