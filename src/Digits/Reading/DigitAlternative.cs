namespace Digits.Reading;

/// <summary>Another digit that a picture may show.</summary>
/// <param name="Digit">The digit, 0 to 9.</param>
/// <param name="Confidence">Its probability, 0 to 1.</param>
public sealed record DigitAlternative(int Digit, double Confidence);
