namespace Digits.Evaluation;

/// <summary>How good a network is on what is left once its least confident predictions are given to a person.</summary>
/// <param name="Rejected">The share of the images set aside, 0 to 1.</param>
/// <param name="Accuracy">The share of the rest that is right, 0 to 1.</param>
/// <param name="Threshold">The confidence from which a prediction is kept, 0 to 1.</param>
public sealed record RejectionPoint(double Rejected, double Accuracy, double Threshold);
