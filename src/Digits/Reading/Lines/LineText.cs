namespace Digits.Reading;

/// <summary>What a line may say.</summary>
/// <param name="Text">The digits, from left to right; empty for none.</param>
/// <param name="Confidence">The probability that these are the line's digits, 0 to 1.</param>
internal readonly record struct LineText(string Text, double Confidence);
