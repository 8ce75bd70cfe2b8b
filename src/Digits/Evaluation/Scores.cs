using System.Numerics.Tensors;
using Digits.Engine;

namespace Digits.Evaluation;

/// <summary>What a network's logits say about each image: the class it takes it for, how surely, and at what loss.</summary>
internal sealed class Scores
{
    private readonly double[] _logProbabilities;

    private Scores(int count, int classes)
    {
        Classes = classes;
        Predicted = new byte[count];
        Confidence = new double[count];
        Loss = new double[count];
        _logProbabilities = new double[count * classes];
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>The class of the largest logit, <c>[N]</c>; of equal ones the first.</summary>
    public byte[] Predicted { get; }

    /// <summary>The probability of the predicted class, <c>[N]</c>, 0 to 1.</summary>
    public double[] Confidence { get; }

    /// <summary>Cross-entropy in nats, <c>[N]</c>: minus the logarithm of the true class's probability.</summary>
    public double[] Loss { get; }

    /// <summary>The natural logarithm of the probability that an image is of a class.</summary>
    public double LogProbability(int image, int label) => _logProbabilities[(image * Classes) + label];

    /// <summary>An image's likeliest classes, at most so many, the likeliest first; of equal ones the first.</summary>
    public ClassProbability[] Likeliest(int image, int most)
    {
        double best = LogProbability(image, Predicted[image]);
        return [.. Enumerable.Range(0, Classes)
            .OrderByDescending(c => LogProbability(image, c))
            .Take(most)
            .Select(c => new ClassProbability(c, Confidence[image] * Math.Exp(LogProbability(image, c) - best))),];
    }

    /// <summary>Scores logits <c>[N, classes]</c> against the truth <c>[N]</c>, in double precision.</summary>
    /// <exception cref="DigitsException">There are no images, the sizes differ, a label is not a class, or a logit is not finite.</exception>
    public static Scores Of(ReadOnlySpan<byte> truth, ReadOnlySpan<float> logits, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, 256);
        if (truth.IsEmpty)
            throw new InvalidInputException("There are no labelled images to evaluate; give a set with at least one.");
        if (logits.Length != (long)truth.Length * classes)
            throw new InvalidInputException($"{truth.Length} images of {classes} classes need {(long)truth.Length * classes} logits, not {logits.Length}.");

        Scores scores = new(truth.Length, classes);
        for (int i = 0; i < truth.Length; i++)
        {
            if (truth[i] >= classes)
                throw new InvalidInputException($"Image {i} has label {truth[i]}, but the network has only the classes 0 to {classes - 1}.");
            scores.Add(i, truth[i], logits.Slice(i * classes, classes));
        }

        return scores;
    }

    private void Add(int image, byte truth, ReadOnlySpan<float> logits)
    {
        int best = TensorPrimitives.IndexOfMax(logits);
        double max = logits[best];
        double sum = 0;
        foreach (float logit in logits)
        {
            if (!float.IsFinite(logit))
                throw new InvalidInputException($"The network's output for image {image} is not a finite number; its weights are spoilt: train it again, with a lower learning rate.");
            sum += Math.Exp(logit - max);
        }

        Predicted[image] = (byte)best;
        Confidence[image] = 1 / sum;
        double logSum = Math.Log(sum);
        Loss[image] = logSum + (max - logits[truth]);
        for (int c = 0; c < logits.Length; c++)
            _logProbabilities[(image * Classes) + c] = logits[c] - max - logSum;
    }
}
