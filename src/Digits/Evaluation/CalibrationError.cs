namespace Digits.Evaluation;

/// <summary>
/// Expected calibration error: how far confidence and accuracy lie apart, over 15 bins of equal width, weighted by the
/// bins' images. 0 is honest; 0.05 means that confidence is off by five points on average.
/// Source: Guo, Pleiss, Sun, Weinberger, "On Calibration of Modern Neural Networks", ICML 2017.
/// </summary>
internal static class CalibrationError
{
    private const int Bins = 15;

    /// <summary>The error of predictions <c>[N]</c>; a bin holds the confidences above its lower edge up to its upper one.</summary>
    public static double Of(ReadOnlySpan<byte> truth, ReadOnlySpan<byte> predicted, ReadOnlySpan<double> confidence)
    {
        Span<double> surplus = stackalloc double[Bins];
        for (int i = 0; i < truth.Length; i++)
        {
            int bin = Math.Clamp((int)Math.Ceiling(confidence[i] * Bins) - 1, 0, Bins - 1);
            surplus[bin] += confidence[i] - (truth[i] == predicted[i] ? 1 : 0);
        }

        double sum = 0;
        foreach (double s in surplus)
            sum += Math.Abs(s);
        return sum / truth.Length;
    }
}
