namespace Digits.Evaluation;

/// <summary>The receiver operating characteristic of one class against the rest, a point for each distinct threshold from "nothing" to "everything".</summary>
/// <param name="FalsePositiveRate">Of the other images, the share predicted as the class, rising from 0 to 1.</param>
/// <param name="TruePositiveRate">Of the class's images, the share predicted as it, rising from 0 to 1.</param>
/// <param name="Auc">The area under the curve: the probability that an image of the class scores above another. 0.5 is chance, 1 is perfect.</param>
public sealed record RocCurve(IReadOnlyList<double> FalsePositiveRate, IReadOnlyList<double> TruePositiveRate, double Auc)
{
    /// <summary>The curve of ranked scores, as scikit-learn's <c>roc_curve</c> without dropped points; null where all or no images are of the class.</summary>
    internal static RocCurve? Of(RankedScores ranked)
    {
        if (ranked.Positives == 0 || ranked.Negatives == 0)
            return null;

        double[] falseRate = [0, .. ranked.Misses.Select(misses => (double)misses / ranked.Negatives)];
        double[] trueRate = [0, .. ranked.Hits.Select(hits => (double)hits / ranked.Positives)];
        return new RocCurve(falseRate, trueRate, Area(ranked));
    }

    /// <summary>By trapezoids, in whole numbers until the last division.</summary>
    private static double Area(RankedScores ranked)
    {
        long twice = 0;
        (int hits, int misses) = (0, 0);
        for (int i = 0; i < ranked.Hits.Length; i++)
        {
            twice += (long)(ranked.Misses[i] - misses) * (ranked.Hits[i] + hits);
            (hits, misses) = (ranked.Hits[i], ranked.Misses[i]);
        }

        return twice / (2.0 * ranked.Positives * ranked.Negatives);
    }
}
