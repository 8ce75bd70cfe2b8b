namespace Digits.Evaluation;

/// <summary>How good a model is on the rest when its least confident predictions are left to a person.</summary>
/// <param name="Rejected">The share of the images set aside, 0 to 1.</param>
/// <param name="Accuracy">The share of the rest that is right, 0 to 1.</param>
/// <param name="Threshold">The confidence from which a prediction is kept, 0 to 1.</param>
public sealed record RejectionPoint(double Rejected, double Accuracy, double Threshold)
{
    private static readonly double[] _shares = [0, 0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5];

    /// <summary>
    /// Points at fixed shares, from none to half of the images; at least one image is always kept. Of equally confident predictions the first are set aside.
    /// </summary>
    internal static RejectionPoint[] Of(Predictions predictions)
    {
        int images = predictions.Set.Count;
        int[] order = [.. Enumerable.Range(0, images).OrderBy(i => predictions.Confidence[i])];
        int[] rightFrom = new int[images + 1];
        for (int i = images - 1; i >= 0; i--)
            rightFrom[i] = rightFrom[i + 1] + (predictions.IsCorrect(order[i]) ? 1 : 0);

        return [.. _shares.Select(share => (int)(share * images)).Distinct().Select(rejected => new RejectionPoint(
            (double)rejected / images, (double)rightFrom[rejected] / (images - rejected), predictions.Confidence[order[rejected]])),];
    }
}
