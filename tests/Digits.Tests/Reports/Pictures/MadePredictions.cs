using Digits.Data;
using Digits.Evaluation;
using Digits.Tests.Data;

namespace Digits.Tests.Reports.Pictures;

/// <summary>Predictions for tests of galleries.</summary>
internal static class MadePredictions
{
    /// <summary>Names that are hard to write into a picture.</summary>
    public static string[] Labels(int classes) =>
        [.. Enumerable.Range(0, classes).Select(i => i % 3 == 0 ? $"<{i}&\"'" : i % 3 == 1 ? $"a class with the long name {i}" : $"{i}")];

    /// <summary>Random images and random outputs: with ten classes, nine of ten are wrong.</summary>
    public static Predictions Random(int count, int rows = 8, int columns = 8, int classes = 10, ulong seed = 3)
    {
        DigitSet set = Set(count, rows, columns, classes, seed);
        SeededRandom random = new(seed, stream: 1);
        return new Predictions(set, Labels(classes), [.. Enumerable.Range(0, count * classes).Select(_ => (float)random.NextGaussian())]);
    }

    /// <summary>Every image is recognized, except those of the given numbers, which are read as the next class.</summary>
    public static Predictions Perfect(int count, int classes = 10, params int[] except)
    {
        DigitSet set = Set(count, 8, 8, classes, seed: 5);
        float[] logits = new float[count * classes];
        for (int i = 0; i < count; i++)
            logits[(i * classes) + ((set.Labels[i] + (except.Contains(i) ? 1 : 0)) % classes)] = 4;
        return new Predictions(set, Labels(classes), logits);
    }

    private static DigitSet Set(int count, int rows, int columns, int classes, ulong seed)
    {
        SeededRandom random = new(seed);
        byte[] labels = [.. Enumerable.Range(0, count).Select(_ => (byte)random.NextInt(Math.Min(classes, 10)))];
        return new DigitSet("made & <up>", rows, columns, Make.Bytes(random, count * rows * columns), labels);
    }
}
