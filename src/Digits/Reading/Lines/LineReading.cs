namespace Digits.Reading;

/// <summary>What was read in a line.</summary>
/// <param name="Text">The digits, from left to right; empty for none.</param>
/// <param name="Confidence">The probability that these are the line's digits, all of them right and none missing, 0 to 1.</param>
/// <param name="Digits">The digits one by one.</param>
/// <param name="Texts">What the line may say, the most likely first: <paramref name="Text"/> and others.</param>
internal sealed record LineReading(string Text, double Confidence, IReadOnlyList<LineDigit> Digits, IReadOnlyList<LineText> Texts);
