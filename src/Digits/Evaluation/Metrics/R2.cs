namespace Digits.Evaluation;

/// <summary>
/// The coefficient of determination of the predicted classes as numbers against the true ones:
/// 1 - sum (truth - predicted)² / sum (truth - mean truth)².
/// A 9 read as an 8 costs little, as a 0 much. For classes this says less than accuracy, but it is often quoted.
/// </summary>
internal static class R2
{
    /// <summary>R² as scikit-learn's <c>r2_score</c>: 1 is perfect, 0 is always the mean; there is no lower bound.</summary>
    /// <returns>Where all truths are the same: 1 if every prediction is right, else 0. NaN for fewer than two predictions.</returns>
    internal static double Score(ConfusionMatrix confusion)
    {
        if (confusion.Total < 2)
            return double.NaN;

        double mean = 0;
        for (int truth = 0; truth < confusion.Classes; truth++)
            mean += (double)truth * confusion.Support(truth) / confusion.Total;

        double residual = 0, spread = 0;
        int trueClasses = 0;
        for (int truth = 0; truth < confusion.Classes; truth++)
        {
            long support = confusion.Support(truth);
            trueClasses += support > 0 ? 1 : 0;
            spread += support * (truth - mean) * (truth - mean);
            for (int predicted = 0; predicted < confusion.Classes; predicted++)
                residual += (double)confusion[truth, predicted] * (truth - predicted) * (truth - predicted);
        }

        if (trueClasses == 1)
            return residual == 0 ? 1 : 0;
        return 1 - (residual / spread);
    }
}
