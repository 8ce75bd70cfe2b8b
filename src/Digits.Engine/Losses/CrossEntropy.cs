using Digits.Engine.Kernels;
using Digits.Engine.Losses;

namespace Digits.Engine;

/// <summary>
/// Softmax cross-entropy on logits <c>[classes]</c> with labels as numbers (Keras's sparse categorical cross-entropy, from logits), with label smoothing
/// (Szegedy et al., 2016): the target is 1 - smoothing for the label, plus smoothing / classes for every class. Given probabilities take the label's place as
/// targets.
/// </summary>
public sealed class CrossEntropy : Loss
{
    /// <summary>A cross-entropy.</summary>
    /// <param name="labelSmoothing">The share of the target that is spread over all classes, 0 up to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is negative, or 1 or more.</exception>
    public CrossEntropy(float labelSmoothing = 0f)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(labelSmoothing);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(labelSmoothing, 1f);
        LabelSmoothing = labelSmoothing;
    }

    /// <summary>The share of the target that is spread over all classes.</summary>
    public float LabelSmoothing { get; }

    internal override void CheckOutput(Shape output)
    {
        if (!output.IsFlat)
            throw new ArgumentException($"A classifier's output is a vector of logits, not {output}.");
    }

    internal override void CheckTargets(in Targets targets, Shape output)
    {
        if (targets.AreSequences)
            throw new ArgumentException("Cross-entropy takes one class an image, not sequences.");

        int classes = output.Channels;
        foreach (byte label in targets.Labels.Span)
        {
            if (label >= classes)
                throw new ArgumentException($"A label is {label}, but the network has {classes} classes.");
        }

        if (!targets.Probabilities.IsEmpty && targets.Probabilities.Length != targets.Count * classes)
            throw new ArgumentException($"The targets of {targets.Count} images and {classes} classes are not {targets.Probabilities.Length} values.");
    }

    internal override double Compute(
        in Targets targets, LossPart part, ReadOnlySpan<float> output, Shape shape, Span<float> gradient, Span<float> scratch)
    {
        int classes = shape.Channels;
        float scale = 1f / part.BatchSize;
        float spread = LabelSmoothing / classes;
        ReadOnlySpan<byte> labels = targets.Labels.Span.Slice(part.First, part.Count);
        ReadOnlySpan<float> probabilities = targets.Probabilities.IsEmpty
            ? default
            : targets.Probabilities.Span.Slice(part.First * classes, part.Count * classes);
        double loss = 0;
        gradient.Clear();
        for (int lane = 0; lane < labels.Length; lane++)
        {
            float greatest = output[(Best(output, lane) * Lanes.Count) + lane];
            double sum = 0;
            for (int c = 0; c < classes; c++)
                sum += gradient[(c * Lanes.Count) + lane] = MathF.Exp(output[(c * Lanes.Count) + lane] - greatest);

            double logSum = Math.Log(sum);
            for (int c = 0; c < classes; c++)
            {
                int i = (c * Lanes.Count) + lane;
                float given = !probabilities.IsEmpty ? probabilities[(lane * classes) + c] : c == labels[lane] ? 1f : 0f;
                float target = spread + (given * (1f - LabelSmoothing));
                if (target > 0)
                    loss -= target * (output[i] - greatest - logSum);

                gradient[i] = ((float)(gradient[i] / sum) - target) * scale;
            }
        }

        return loss;
    }

    /// <summary>The images whose greatest logit, the first in case of a tie, is the label's.</summary>
    internal override int CountCorrect(in Targets targets, LossPart part, ReadOnlySpan<float> output, Shape shape)
    {
        ReadOnlySpan<byte> labels = targets.Labels.Span.Slice(part.First, part.Count);
        int correct = 0;
        for (int lane = 0; lane < labels.Length; lane++)
            correct += Best(output, lane) == labels[lane] ? 1 : 0;

        return correct;
    }

    private static int Best(ReadOnlySpan<float> logits, int lane)
    {
        int best = 0;
        for (int c = 1; c < logits.Length / Lanes.Count; c++)
        {
            if (logits[(c * Lanes.Count) + lane] > logits[(best * Lanes.Count) + lane])
                best = c;
        }

        return best;
    }
}
