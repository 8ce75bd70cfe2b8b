using Digits.Data;
using Digits.Engine;

namespace Digits.Reading;

/// <summary>How a model reads some images with pixels of one convention.</summary>
/// <param name="Convention">The convention.</param>
/// <param name="Right">Which images are read right, <c>[N]</c>.</param>
/// <param name="Losses">
/// The cross-entropy of each, <c>[N]</c>, at the temperature at which their mean is least: how sure a model is of all says nothing.
/// </param>
/// <param name="OwnLoss">The mean cross-entropy as the model gives it.</param>
internal sealed record Trial(InputConvention Convention, bool[] Right, double[] Losses, double OwnLoss)
{
    /// <summary>Steps of the search for the temperature, and the widest that it goes: from e^-7 to e^7.</summary>
    private const int Steps = 30;

    private const double Widest = 7;

    /// <summary>The mean of the losses.</summary>
    internal double Loss { get; } = Losses.Average();

    /// <summary>The share of the images that is read right.</summary>
    internal double Accuracy => Right.Count(isRight => isRight) / (double)Right.Length;

    /// <summary>Has a model read images.</summary>
    internal static Trial Run(OnnxModel model, InputConvention convention, DigitSet set, int threads)
    {
        Classifier classifier = new(convention.ApplyTo(model), threads);
        float[] logits = classifier.Logits(set);
        bool[] right = new bool[set.Count];
        bool[] isAnswered = new bool[set.Count];
        for (int i = 0; i < right.Length; i++)
        {
            ReadOnlySpan<float> row = logits.AsSpan(i * classifier.Classes, classifier.Answers);
            int label = set.Labels[i];
            // What is not a number is no answer.
            isAnswered[i] = label < row.Length && !row.ContainsAnyExceptInRange(float.MinValue, float.MaxValue);
            right[i] = isAnswered[i] && IsGreatest(row, label);
        }

        return new Trial(convention, right, LeastLosses(), Losses(0).Average());

        // The mean is convex in the factor of the logits.
        double[] LeastLosses()
        {
            (double low, double high) = (-Widest, Widest);
            for (int step = 0; step < Steps; step++)
            {
                (double first, double second) = (low + ((high - low) / 3), high - ((high - low) / 3));
                (low, high) = Losses(first).Average() <= Losses(second).Average() ? (low, second) : (first, high);
            }

            return Losses((low + high) / 2);
        }

        double[] Losses(double logarithm)
        {
            double factor = Math.Exp(logarithm);
            double[] losses = new double[right.Length];
            for (int i = 0; i < losses.Length; i++)
            {
                losses[i] = isAnswered[i]
                    ? CrossEntropy(logits.AsSpan(i * classifier.Classes, classifier.Answers), set.Labels[i], factor)
                    : double.PositiveInfinity;
            }

            return losses;
        }
    }

    /// <summary>By how many standard deviations of chance this one is better: McNemar's statistic on the images that only one of the two reads right.</summary>
    internal double Lead(Trial other)
    {
        (int won, int lost) = Compare(other);
        return won == lost ? 0 : (won - lost) / Math.Sqrt(won + lost);
    }

    /// <summary>By how many standard deviations of chance its loss is lower.</summary>
    internal double LossLead(Trial other)
    {
        double[] differences = [.. Losses.Zip(other.Losses, (own, theirs) => theirs - own)];
        double mean = differences.Average();
        double variance = differences.Average(difference => (difference - mean) * (difference - mean));
        return variance > 0 ? mean / Math.Sqrt(variance / differences.Length) : 0;
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

    private static double CrossEntropy(ReadOnlySpan<float> row, int label, double factor)
    {
        float greatest = float.NegativeInfinity;
        foreach (float value in row)
            greatest = Math.Max(greatest, value);
        double sum = 0;
        foreach (float value in row)
            sum += Math.Exp(factor * (value - greatest));
        return Math.Log(sum) + (factor * (greatest - row[label]));
    }
}
