namespace Digits.Evaluation;

/// <summary>Precision, recall and F1 over all classes.</summary>
/// <param name="Precision">Averaged precision, 0 to 1.</param>
/// <param name="Recall">Averaged recall, 0 to 1.</param>
/// <param name="F1">Averaged F1, 0 to 1: the mean of the classes' F1, not the F1 of the means.</param>
public sealed record AveragedMetrics(double Precision, double Recall, double F1)
{
    /// <summary>
    /// The plain mean over the classes that occur among labels or predictions. Any other class says nothing about the network
    /// and is left out, as scikit-learn does when no <c>labels</c> are given.
    /// </summary>
    internal static AveragedMetrics Macro(ConfusionMatrix confusion, IReadOnlyList<ClassMetrics> classes) =>
        Average(classes, c => confusion.Support(c) + confusion.Predicted(c) > 0 ? 1 : 0);

    /// <summary>The mean over the classes, each weighted by its support.</summary>
    internal static AveragedMetrics Weighted(ConfusionMatrix confusion, IReadOnlyList<ClassMetrics> classes) =>
        Average(classes, confusion.Support);

    private static AveragedMetrics Average(IReadOnlyList<ClassMetrics> classes, Func<int, long> weightOf)
    {
        double precision = 0, recall = 0, f1 = 0;
        long total = 0;
        for (int c = 0; c < classes.Count; c++)
        {
            long weight = weightOf(c);
            precision += weight * classes[c].Precision;
            recall += weight * classes[c].Recall;
            f1 += weight * classes[c].F1;
            total += weight;
        }

        return new AveragedMetrics(precision / total, recall / total, f1 / total);
    }
}
