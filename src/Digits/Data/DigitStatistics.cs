using Digits.Engine;

namespace Digits.Data;

/// <summary>What a set is made of, in a few numbers.</summary>
/// <param name="Count">Number of images.</param>
/// <param name="Rows">Height of every image, in pixels.</param>
/// <param name="Columns">Width of every image, in pixels.</param>
/// <param name="Labels">The names of the classes, <c>[K]</c>; null where the set has no labels.</param>
/// <param name="PerClass">How many images have each label, <c>[K]</c>; null where the set has no labels.</param>
/// <param name="Mean">Mean over all pixels, 0 to 1.</param>
/// <param name="StandardDeviation">Standard deviation over all pixels (of the population), in the same unit.</param>
public sealed record DigitStatistics(
    int Count, int Rows, int Columns, IReadOnlyList<string>? Labels, IReadOnlyList<int>? PerClass, double Mean, double StandardDeviation)
{
    /// <summary>Computes the statistics of a set.</summary>
    /// <exception cref="DigitsException">The set is empty.</exception>
    public static DigitStatistics Of(DigitSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (set.Count == 0)
            throw new InvalidInputException($"{set.Name}: a set without images has no statistics.");
        // Over a histogram of the 256 values the sums are exact, in whatever order.
        Span<long> histogram = stackalloc long[256];
        histogram.Clear();
        foreach (byte pixel in set.Pixels)
            histogram[pixel]++;
        Int128 sum = 0, sumOfSquares = 0;
        for (int value = 0; value < 256; value++)
        {
            sum += (Int128)histogram[value] * value;
            sumOfSquares += (Int128)histogram[value] * value * value;
        }

        Int128 n = set.Pixels.Length;
        double mean = (double)sum / (double)n;
        double variance = (double)(n * sumOfSquares - sum * sum) / ((double)n * (double)n);
        return new DigitStatistics(
            set.Count,
            set.Rows,
            set.Columns,
            set.IsLabeled ? set.LabelNames : null,
            set.IsLabeled ? CountLabels(set.Labels, set.LabelNames.Count) : null,
            mean / 255,
            Math.Sqrt(variance) / 255);
    }

    private static int[] CountLabels(ReadOnlySpan<byte> labels, int classes)
    {
        int[] counts = new int[classes];
        foreach (byte label in labels)
            counts[label]++;
        return counts;
    }
}
