using Digits.Data;
using Digits.Reports;
using Digits.Tests.Data;

namespace Digits.Tests.Reports.Pictures;

/// <summary>Sets with outputs for tests of galleries.</summary>
internal static class Evaluated
{
    /// <summary>Names that are hard to write into a picture.</summary>
    public static string[] Labels(int classes) =>
        [.. Enumerable.Range(0, classes).Select(i => i % 3 == 0 ? $"<{i}&\"'" : i % 3 == 1 ? $"a class with the long name {i}" : $"{i}")];

    /// <summary>Random images and random outputs: with ten classes, nine of ten are wrong.</summary>
    public static EvaluatedSet Random(int count, int rows = 8, int columns = 8, int classes = 10, ulong seed = 3)
    {
        DigitSet set = Set(count, rows, columns, classes, seed);
        SeededRandom random = new(seed, stream: 1);
        return new EvaluatedSet(set, [.. Enumerable.Range(0, count * classes).Select(_ => (float)random.NextGaussian())], Labels(classes));
    }

    /// <summary>Every image is recognised, except those of the given numbers, which are taken for the next class.</summary>
    public static EvaluatedSet Perfect(int count, int classes = 10, params int[] except)
    {
        DigitSet set = Set(count, 8, 8, classes, seed: 5);
        float[] logits = new float[count * classes];
        for (int i = 0; i < count; i++)
            logits[(i * classes) + ((set.Labels[i] + (except.Contains(i) ? 1 : 0)) % classes)] = 4;
        return new EvaluatedSet(set, logits, Labels(classes));
    }

    private static DigitSet Set(int count, int rows, int columns, int classes, ulong seed)
    {
        SeededRandom random = new(seed);
        byte[] labels = [.. Enumerable.Range(0, count).Select(_ => (byte)random.NextInt(Math.Min(classes, 10)))];
        return new DigitSet("made & <up>", rows, columns, Make.Bytes(random, count * rows * columns), labels);
    }
}
