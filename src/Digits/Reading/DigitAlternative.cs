namespace Digits.Reading;

/// <summary>Another way to read a digit.</summary>
/// <param name="Digit">The digit, 0 to 9.</param>
/// <param name="Confidence">How likely the model thinks it, 0 to 1.</param>
public sealed record DigitAlternative(int Digit, double Confidence);
