namespace Digits.Evaluation;

/// <summary>The predictions whose confidence lies above <paramref name="From"/> and up to <paramref name="To"/>.</summary>
/// <param name="From">Lower edge, 0 to 1.</param>
/// <param name="To">Upper edge, 0 to 1.</param>
/// <param name="Images">How many predictions there are.</param>
/// <param name="Confidence">Their mean confidence; 0 where there are none.</param>
/// <param name="Accuracy">The share of them that are right; 0 where there are none.</param>
public sealed record ReliabilityBin(double From, double To, long Images, double Confidence, double Accuracy);
