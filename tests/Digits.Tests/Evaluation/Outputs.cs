using Digits.Data;
using Digits.Evaluation;

namespace Digits.Tests.Evaluation;

/// <summary>Predictions made of labels and outputs alone.</summary>
internal static class Outputs
{
    /// <summary>Predictions for images of one pixel.</summary>
    public static Predictions Of(byte[] truth, float[] logits, string[] labelNames) =>
        new(new DigitSet("made", 1, 1, new byte[truth.Length], truth), labelNames, logits);

    /// <summary>The same with classes that have numbers for names.</summary>
    public static Predictions Of(byte[] truth, float[] logits, int classes) => Of(truth, logits, [.. Enumerable.Range(0, classes).Select(c => $"{c}")]);

    /// <summary>Predictions of given classes, all with the same confidence.</summary>
    public static Predictions Predicting(DigitSet set, byte[] predicted) =>
        new(set, [.. Enumerable.Range(0, 10).Select(c => $"{c}")],
            [.. predicted.SelectMany(label => Enumerable.Range(0, 10).Select(c => c == label ? 4f : 0f))]);
}
