namespace Digits.Evaluation;

/// <summary>How well a model recognizes one class.</summary>
/// <param name="Label">The class's name, e.g. <c>7</c>.</param>
/// <param name="Precision">Of the images predicted as this class, the share that are of it; 0 where there are none.</param>
/// <param name="Recall">Of the images of this class, the share predicted as it; 0 where there are none.</param>
/// <param name="F1">The harmonic mean of precision and recall; 0 where the class neither occurs nor is predicted.</param>
/// <param name="Support">Number of images of this class.</param>
/// <param name="RocAuc">The area under the class's <see cref="RocCurve"/>, one against the rest; null where all images are of the class, or none is.</param>
/// <param name="AveragePrecision">The mean height of the class's <see cref="PrecisionRecallCurve"/>; null where no image is of the class.</param>
public sealed record ClassMetrics(
    string Label, double Precision, double Recall, double F1, long Support, double? RocAuc = null, double? AveragePrecision = null)
{
    /// <summary>The metrics of class <paramref name="index"/>, equal to scikit-learn's with <c>zero_division=0</c>.</summary>
    internal static ClassMetrics From(ConfusionMatrix confusion, ClassCurves curves, int index, string label)
    {
        long hits = confusion[index, index];
        long support = confusion.Support(index);
        long predicted = confusion.Predicted(index);
        double f1 = Ratio(2 * hits, support + predicted);
        return new ClassMetrics(label, Ratio(hits, predicted), Ratio(hits, support), f1, support, curves.Roc?.Auc, curves.PrecisionRecall?.AveragePrecision);
    }

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
