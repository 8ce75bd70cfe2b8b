namespace Digits.Evaluation;

/// <summary>
/// Expected calibration error: the mean distance between confidence and accuracy, over 15 bins of equal width, weighted by the
/// bins' images. 0 is perfectly calibrated; 0.05 means that confidence is off by five points on average.
/// Source: Guo, Pleiss, Sun, Weinberger, "On Calibration of Modern Neural Networks", ICML 2017.
/// </summary>
internal static class CalibrationError
{
    private const int Count = 15;

    /// <summary>The bins of predictions.</summary>
    internal static ReliabilityBin[] BinsOf(Predictions predictions) => Bins(predictions.Confidence, predictions.IsCorrect);

    /// <summary>The bins of any answers; a bin holds the confidences above its lower edge and up to its upper one.</summary>
    internal static ReliabilityBin[] Bins(ReadOnlySpan<double> confidence, Func<int, bool> isRight)
    {
        Span<long> images = stackalloc long[Count];
        Span<long> right = stackalloc long[Count];
        Span<double> sum = stackalloc double[Count];
        for (int i = 0; i < confidence.Length; i++)
        {
            int bin = Math.Clamp((int)Math.Ceiling(confidence[i] * Count) - 1, 0, Count - 1);
            images[bin]++;
            right[bin] += isRight(i) ? 1 : 0;
            sum[bin] += confidence[i];
        }

        ReliabilityBin[] bins = new ReliabilityBin[Count];
        for (int bin = 0; bin < Count; bin++)
        {
            long there = Math.Max(1, images[bin]);
            bins[bin] = new ReliabilityBin((double)bin / Count, (double)(bin + 1) / Count, images[bin], sum[bin] / there, (double)right[bin] / there);
        }

        return bins;
    }

    /// <summary>The error over all bins.</summary>
    internal static double Of(IReadOnlyList<ReliabilityBin> bins)
    {
        double images = bins.Sum(bin => bin.Images);
        return bins.Sum(bin => bin.Images / images * Math.Abs(bin.Confidence - bin.Accuracy));
    }
}
