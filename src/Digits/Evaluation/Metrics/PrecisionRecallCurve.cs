namespace Digits.Evaluation;

/// <summary>Precision against recall of one class against the rest, a point for each distinct threshold from the highest down.</summary>
/// <param name="Recall">Of the class's images, the share predicted as it, rising to 1.</param>
/// <param name="Precision">Of the images predicted as the class, the share that are of it.</param>
/// <param name="AveragePrecision">The sum of the precisions, each weighted by the rise in recall, as scikit-learn's <c>average_precision_score</c>.</param>
public sealed record PrecisionRecallCurve(IReadOnlyList<double> Recall, IReadOnlyList<double> Precision, double AveragePrecision)
{
    /// <summary>The curve of ranked scores; null where no image is of the class.</summary>
    internal static PrecisionRecallCurve? Of(RankedScores ranked)
    {
        if (ranked.Positives == 0)
            return null;

        double[] recall = [.. ranked.Hits.Select(hits => (double)hits / ranked.Positives)];
        double[] precision = [.. ranked.Hits.Zip(ranked.Misses, (hits, misses) => (double)hits / (hits + misses))];
        double sum = 0;
        for (int i = 0; i < recall.Length; i++)
            sum += (recall[i] - (i == 0 ? 0 : recall[i - 1])) * precision[i];

        return new PrecisionRecallCurve(recall, precision, sum);
    }
}
