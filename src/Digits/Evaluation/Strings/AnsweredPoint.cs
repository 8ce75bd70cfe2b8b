namespace Digits.Evaluation;

/// <summary>How often a reader is right on the pictures that it is surest of, the others being left to a person.</summary>
/// <param name="Answered">The share of the pictures that it answers, 0 to 1.</param>
/// <param name="Accuracy">The share of these that are exactly right, 0 to 1.</param>
/// <param name="Threshold">The lowest confidence among them, 0 to 1.</param>
public sealed record AnsweredPoint(double Answered, double Accuracy, double Threshold);
