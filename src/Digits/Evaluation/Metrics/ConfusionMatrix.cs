using System.Text.Json.Serialization;
using Digits.Engine;

namespace Digits.Evaluation;

/// <summary>
/// How often each class was predicted as each other: counts <c>[K, K]</c>, rows the truth, columns the prediction, as
/// scikit-learn's <c>confusion_matrix(truth, predicted, labels=range(K))</c>. Every metric that depends only on the
/// predicted classes follows from it.
/// </summary>
[JsonConverter(typeof(ConfusionMatrixJsonConverter))]
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;

    private ConfusionMatrix(int classes, long[] counts)
    {
        Classes = classes;
        _counts = counts;
        for (int c = 0; c < classes; c++)
            Correct += this[c, c];
        Total = counts.Sum();
    }

    /// <summary>Number of classes K.</summary>
    public int Classes { get; }

    /// <summary>Number of predictions counted.</summary>
    public long Total { get; }

    /// <summary>Number of predictions that are the truth: the sum of the diagonal.</summary>
    public long Correct { get; }

    /// <summary>The share of predictions that are right, 0 to 1; 0 where there are none.</summary>
    public double Accuracy => Total == 0 ? 0 : (double)Correct / Total;

    /// <summary>The standard error of <see cref="Accuracy"/>, the images being a sample: sqrt(p (1 - p) / n).</summary>
    public double AccuracyStandardError => Total == 0 ? 0 : Math.Sqrt(Accuracy * (1 - Accuracy) / Total);

    /// <summary>How often an image of class <paramref name="truth"/> was predicted as <paramref name="predicted"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A class is not one of 0 to K - 1.</exception>
    public long this[int truth, int predicted] => Row(truth)[predicted];

    /// <summary>The counts of one true class by prediction, <c>[K]</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="truth"/> is not one of 0 to K - 1.</exception>
    public ReadOnlySpan<long> Row(int truth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(truth);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(truth, Classes);
        return _counts.AsSpan(truth * Classes, Classes);
    }

    /// <summary>Counts predictions.</summary>
    /// <param name="truth">The true class of each image, <c>[N]</c>.</param>
    /// <param name="predicted">The predicted class of each image, <c>[N]</c>.</param>
    /// <param name="classes">Number of classes K, 2 to 256.</param>
    /// <exception cref="DigitsException">The lengths differ, or a class is not under <paramref name="classes"/>.</exception>
    public static ConfusionMatrix Count(ReadOnlySpan<byte> truth, ReadOnlySpan<byte> predicted, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, 256);
        if (truth.Length != predicted.Length)
            throw new InvalidInputException($"{truth.Length} labels but {predicted.Length} predictions; there must be one of each per image.");

        long[] counts = new long[classes * classes];
        for (int i = 0; i < truth.Length; i++)
        {
            if (truth[i] >= classes || predicted[i] >= classes)
            {
                throw new InvalidInputException(
                    $"Image {i} has label {truth[i]} and prediction {predicted[i]}; with {classes} classes both must be 0 to {classes - 1}.");
            }

            counts[(truth[i] * classes) + predicted[i]]++;
        }

        return new ConfusionMatrix(classes, counts);
    }

    /// <summary>How many images are of class <paramref name="truth"/>: the sum of its row.</summary>
    public long Support(int truth)
    {
        long sum = 0;
        foreach (long count in Row(truth))
            sum += count;
        return sum;
    }

    /// <summary>How many images were predicted as class <paramref name="predicted"/>: the sum of its column.</summary>
    public long Predicted(int predicted)
    {
        long sum = 0;
        for (int truth = 0; truth < Classes; truth++)
            sum += this[truth, predicted];
        return sum;
    }

    /// <summary>A matrix of given counts, row by row, as a file of results holds them.</summary>
    internal static ConfusionMatrix FromCounts(int classes, long[] counts) => new(classes, counts);
}
