namespace Digits.Evaluation;

/// <summary>How likely a network thinks one class.</summary>
/// <param name="Class">The class, from 0.</param>
/// <param name="Probability">Its softmax probability, 0 to 1.</param>
public sealed record ClassProbability(int Class, double Probability);
