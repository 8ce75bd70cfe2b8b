using Digits.Data;
using Digits.Engine;

namespace Digits.Reading;

/// <summary>How a model reads some images with pixels of one convention.</summary>
/// <param name="Convention">The convention.</param>
/// <param name="Right">Which images are read right, <c>[N]</c>.</param>
/// <param name="Loss">The mean cross-entropy.</param>
internal sealed record Trial(InputConvention Convention, bool[] Right, double Loss)
{
    /// <summary>The share of the images that is read right.</summary>
    internal double Accuracy => Right.Count(isRight => isRight) / (double)Right.Length;

    /// <summary>Has a model read images.</summary>
    internal static Trial Run(OnnxModel model, InputConvention convention, DigitSet set, int threads)
    {
        Classifier classifier = new(convention.ApplyTo(model), threads);
        float[] logits = classifier.Logits(set);
        bool[] right = new bool[set.Count];
        double loss = 0;
        for (int i = 0; i < right.Length; i++)
        {
            ReadOnlySpan<float> row = logits.AsSpan(i * classifier.Classes, classifier.Answers);
            int label = set.Labels[i];
            // What is not a number is no answer.
            bool isAnswer = label < row.Length && !row.ContainsAnyExceptInRange(float.MinValue, float.MaxValue);
            right[i] = isAnswer && IsGreatest(row, label);
            loss += isAnswer ? CrossEntropy(row, label) : double.PositiveInfinity;
        }

        return new Trial(convention, right, loss / right.Length);
    }

    /// <summary>By how many standard deviations of chance this one is better: McNemar's statistic on the images that only one of the two reads right.</summary>
    internal double Lead(Trial other)
    {
        (int won, int lost) = Compare(other);
        return won == lost ? 0 : (won - lost) / Math.Sqrt(won + lost);
    }

    /// <summary>The share of the other's mistakes that goes away.</summary>
    internal double Gain(Trial other)
    {
        (int won, int lost) = Compare(other);
        return (won - lost) / (double)Math.Max(1, other.Right.Count(isRight => !isRight));
    }

    private (int Won, int Lost) Compare(Trial other)
    {
        (bool First, bool Second)[] pairs = [.. Right.Zip(other.Right)];
        return (pairs.Count(pair => pair.First && !pair.Second), pairs.Count(pair => !pair.First && pair.Second));
    }

    /// <summary>A network that says the same of everything is right about nothing.</summary>
    private static bool IsGreatest(ReadOnlySpan<float> row, int label)
    {
        for (int i = 0; i < row.Length; i++)
        {
            if (i != label && row[i] >= row[label])
                return false;
        }

        return true;
    }

    private static double CrossEntropy(ReadOnlySpan<float> row, int label)
    {
        float greatest = float.NegativeInfinity;
        foreach (float value in row)
            greatest = Math.Max(greatest, value);
        double sum = 0;
        foreach (float value in row)
            sum += Math.Exp(value - greatest);
        return Math.Log(sum) + greatest - row[label];
    }
}
