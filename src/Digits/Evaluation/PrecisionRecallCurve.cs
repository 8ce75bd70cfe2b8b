namespace Digits.Evaluation;

/// <summary>Precision against recall of one class against the rest, a point for each distinct threshold from the highest down.</summary>
/// <param name="Recall">Of the class's images, the share recognised, rising to 1.</param>
/// <param name="Precision">Of the images taken for the class, the share that are of it.</param>
/// <param name="AveragePrecision">The sum of the precisions, each weighted by the rise in recall, as scikit-learn's <c>average_precision_score</c>.</param>
public sealed record PrecisionRecallCurve(IReadOnlyList<double> Recall, IReadOnlyList<double> Precision, double AveragePrecision);
