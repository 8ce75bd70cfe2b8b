namespace Digits.Evaluation;

/// <summary>The curves of one class against the rest.</summary>
/// <param name="Roc">True against false positives; null where all images are of the class, or none.</param>
/// <param name="PrecisionRecall">Precision against recall; null where no image is of the class.</param>
internal sealed record ClassCurves(RocCurve? Roc, PrecisionRecallCurve? PrecisionRecall)
{
    /// <summary>
    /// The curves of every class. Images are ranked by the logarithm of the class's probability, in single precision: it tells apart what a probability
    /// near 1 cannot, and two images with the same logits in another order are equal.
    /// </summary>
    internal static ClassCurves[] Of(Predictions predictions)
    {
        ReadOnlySpan<byte> truth = predictions.Set.Labels;
        ClassCurves[] curves = new ClassCurves[predictions.LabelNames.Count];
        bool[] isPositive = new bool[truth.Length];
        float[] ranks = new float[truth.Length];
        for (int c = 0; c < curves.Length; c++)
        {
            for (int i = 0; i < truth.Length; i++)
            {
                isPositive[i] = truth[i] == c;
                ranks[i] = (float)predictions.LogProbability(i, c);
            }

            RankedScores ranked = RankedScores.Of(isPositive, ranks);
            curves[c] = new ClassCurves(RocCurve.Of(ranked), PrecisionRecallCurve.Of(ranked));
        }

        return curves;
    }
}
