namespace Digits.Evaluation;

/// <summary>
/// Expected calibration error: the mean distance between confidence and accuracy, over 15 bins of equal width, weighted by the
/// bins' images. 0 is perfectly calibrated; 0.05 means that confidence is off by five points on average.
/// Source: Guo, Pleiss, Sun, Weinberger, "On Calibration of Modern Neural Networks", ICML 2017.
/// </summary>
internal static class CalibrationError
{
    private const int Bins = 15;

    /// <summary>The bins of predictions; a bin holds the confidences above its lower edge and up to its upper one.</summary>
    internal static ReliabilityBin[] BinsOf(Predictions predictions)
    {
        ReadOnlySpan<double> confidence = predictions.Confidence;
        Span<long> images = stackalloc long[Bins];
        Span<long> right = stackalloc long[Bins];
        Span<double> sum = stackalloc double[Bins];
        for (int i = 0; i < confidence.Length; i++)
        {
            int bin = Math.Clamp((int)Math.Ceiling(confidence[i] * Bins) - 1, 0, Bins - 1);
            images[bin]++;
            right[bin] += predictions.IsCorrect(i) ? 1 : 0;
            sum[bin] += confidence[i];
        }

        ReliabilityBin[] bins = new ReliabilityBin[Bins];
        for (int bin = 0; bin < Bins; bin++)
        {
            long count = Math.Max(1, images[bin]);
            bins[bin] = new ReliabilityBin((double)bin / Bins, (double)(bin + 1) / Bins, images[bin], sum[bin] / count, (double)right[bin] / count);
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
