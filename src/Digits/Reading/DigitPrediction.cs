namespace Digits.Reading;

/// <summary>What a model takes a picture of one digit for.</summary>
/// <param name="Digit">The likeliest digit, 0 to 9.</param>
/// <param name="Confidence">How likely the model thinks it, 0 to 1 (softmax).</param>
/// <param name="Alternatives">The three next likeliest digits, the likeliest first.</param>
public sealed record DigitPrediction(int Digit, double Confidence, IReadOnlyList<DigitAlternative> Alternatives);
