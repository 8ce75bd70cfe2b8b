using Digits.Data;
using Digits.Engine;

namespace Digits.Evaluation;

/// <summary>
/// Accuracy on MNIST's test set with its known label errors corrected: ten images get the label that most raters gave, two images count as right with
/// either of two labels, and three images that most raters found to be neither digit are left out.
/// </summary>
/// <remarks>Northcutt, Athalye and Mueller, "Pervasive Label Errors in Test Sets Destabilize Machine Learning Benchmarks", 2021.</remarks>
/// <param name="Images">Number of images counted: all but the three.</param>
/// <param name="Correct">How many of them were predicted as a label that the raters accept.</param>
/// <param name="Accuracy">Their share, 0 to 1.</param>
public sealed record RelabeledAccuracy(long Images, long Correct, double Accuracy)
{
    /// <summary>Counts predictions against the corrected labels.</summary>
    /// <param name="predictions">Predictions for MNIST's test set, whole and in its own order.</param>
    /// <exception cref="InvalidInputException">The set is not MNIST's test set.</exception>
    public static RelabeledAccuracy Measure(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        DigitSet set = predictions.Set;
        ReadOnlySpan<byte> predicted = predictions.Predicted;
        MnistLabelErrors.Check(set);
        long images = 0, correct = 0;
        for (int i = 0; i < set.Count; i++)
        {
            bool isKnown = MnistLabelErrors.ByImage.TryGetValue(i, out MnistLabelError? error);
            if (isKnown && error!.Accepted.Count == 0)
                continue;
            images++;
            if (isKnown ? error!.Accepted.Contains(predicted[i]) : predicted[i] == set.Labels[i])
                correct++;
        }

        return new RelabeledAccuracy(images, correct, (double)correct / images);
    }
}
