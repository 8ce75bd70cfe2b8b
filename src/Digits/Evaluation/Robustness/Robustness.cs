using Digits.Data;
using Digits.Engine;
using Digits.Reading;

namespace Digits.Evaluation;

/// <summary>How good a model is on corrupted images (Mu and Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision", 2019).</summary>
/// <param name="CleanError">The share of the unchanged images misread, 0 to 1.</param>
/// <param name="MeanError">The mean of the corruptions' errors.</param>
/// <param name="Corruptions">The error under each corruption.</param>
public sealed record Robustness(double CleanError, double MeanError, IReadOnlyList<CorruptionScore> Corruptions)
{
    /// <summary>Measures a model on a set as it is and under each of <see cref="Data.Corruptions.All"/>.</summary>
    /// <param name="classifier">The model.</param>
    /// <param name="set">The images, of the model's size and at least 8x8, with labels.</param>
    /// <param name="seed">The seed of the corruptions' randomness.</param>
    /// <param name="cancellation">Stops between two corruptions.</param>
    /// <exception cref="DigitsException">The set has no images or no labels, does not fit the model, or its images are too small.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Robustness Measure(Classifier classifier, DigitSet set, ulong seed = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        double clean = Error(classifier, set);
        CorruptionScore[] scores = [.. Data.Corruptions.All.Select(corruption =>
        {
            cancellation.ThrowIfCancellationRequested();
            return new CorruptionScore(corruption.Name, Error(classifier, Data.Corruptions.Apply(set, corruption, seed, classifier.Threads)));
        }),];
        return new Robustness(clean, scores.Average(score => score.Error), scores);
    }

    /// <summary>The share of images misread, 0 to 1.</summary>
    private static double Error(Classifier classifier, DigitSet set)
    {
        Predictions predictions = Predictions.Of(classifier, set);
        return (double)(set.Count - predictions.Correct) / set.Count;
    }
}
