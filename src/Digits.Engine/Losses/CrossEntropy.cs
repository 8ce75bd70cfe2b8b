using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>
/// Softmax cross-entropy on logits with labels as numbers (Keras's sparse categorical cross-entropy, from logits), with label smoothing
/// (Szegedy et al., 2016): the target is 1 - smoothing for the label, plus smoothing / classes for every class. Given probabilities take the label's place as targets.
/// </summary>
internal static class CrossEntropy
{
    /// <summary>Loss and the gradient to the logits for the images of one slice.</summary>
    /// <param name="logits"><c>[classes][32]</c>.</param>
    /// <param name="labels">One label an image.</param>
    /// <param name="targets"><c>[images, classes]</c>, each image's probabilities; empty for 1 at the label.</param>
    /// <param name="smoothing">The share of the target that is spread over all classes.</param>
    /// <param name="scale">What the gradient is multiplied by: one over the images of the batch.</param>
    /// <param name="gradient">As the logits; lanes without an image become zero.</param>
    /// <returns>The sum of the losses.</returns>
    internal static double Compute(
        ReadOnlySpan<float> logits, ReadOnlySpan<byte> labels, ReadOnlySpan<float> targets, float smoothing, float scale, Span<float> gradient)
    {
        int classes = logits.Length / Lanes.Count;
        float spread = smoothing / classes;
        double loss = 0;
        gradient.Clear();
        for (int lane = 0; lane < labels.Length; lane++)
        {
            float greatest = logits[(Best(logits, lane) * Lanes.Count) + lane];
            double sum = 0;
            for (int c = 0; c < classes; c++)
                sum += gradient[(c * Lanes.Count) + lane] = MathF.Exp(logits[(c * Lanes.Count) + lane] - greatest);

            double logSum = Math.Log(sum);
            for (int c = 0; c < classes; c++)
            {
                int i = (c * Lanes.Count) + lane;
                float given = !targets.IsEmpty ? targets[(lane * classes) + c] : c == labels[lane] ? 1f : 0f;
                float target = spread + (given * (1f - smoothing));
                if (target > 0)
                    loss -= target * (logits[i] - greatest - logSum);

                gradient[i] = ((float)(gradient[i] / sum) - target) * scale;
            }
        }

        return loss;
    }

    /// <summary>The images whose greatest logit, the first in case of a tie, is the label's.</summary>
    internal static int Hits(ReadOnlySpan<float> logits, ReadOnlySpan<byte> labels)
    {
        int correct = 0;
        for (int lane = 0; lane < labels.Length; lane++)
            correct += Best(logits, lane) == labels[lane] ? 1 : 0;

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
