namespace Digits.Evaluation;

/// <summary>The receiver operating characteristic of one class against the rest, a point for each distinct threshold from "nothing" to "everything".</summary>
/// <param name="FalsePositiveRate">Of the other images, the share taken for the class, rising from 0 to 1.</param>
/// <param name="TruePositiveRate">Of the class's images, the share recognised, rising from 0 to 1.</param>
/// <param name="Auc">The area under the curve: the probability that an image of the class scores above one that is not. 0.5 is chance, 1 perfect.</param>
public sealed record RocCurve(IReadOnlyList<double> FalsePositiveRate, IReadOnlyList<double> TruePositiveRate, double Auc);
