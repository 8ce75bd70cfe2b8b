using System.Buffers;
using Digits.Engine.Losses;

namespace Digits.Engine;

/// <summary>Reads labels from the output of a network that was trained with <see cref="CtcLoss"/>.</summary>
public static class CtcDecoder
{
    /// <summary>
    /// Best-path decoding (Graves et al., 2006): the greatest logit of each step, the first in case of a tie, with repeats joined and blanks dropped.
    /// </summary>
    /// <param name="output">One image's output as an <see cref="InferencePlan"/> gives it, <c>[C, 1, W]</c>.</param>
    /// <param name="channels">C, labels and blank.</param>
    /// <param name="blank">The channel of the blank, as in <see cref="CtcLoss"/>.</param>
    /// <param name="labels">Receives the labels; at least W long.</param>
    /// <returns>How many labels there are.</returns>
    /// <exception cref="ArgumentException">The output is not whole columns, or there is no room for the labels.</exception>
    public static int BestPath(ReadOnlySpan<float> output, int channels, Index blank, Span<byte> labels)
    {
        int steps = Steps(output, channels);
        if (labels.Length < steps)
            throw new ArgumentException($"{steps} steps may spell {steps} labels; there is room for {labels.Length}.", nameof(labels));

        return BestPath(output, steps, channels, stepStride: 1, channelStride: steps, blank.GetOffset(channels), labels);
    }

    /// <summary>The log-probability that the steps spell a sequence of labels, over all paths: minus the loss of <see cref="CtcLoss"/>.</summary>
    /// <param name="output">One image's output as an <see cref="InferencePlan"/> gives it, <c>[C, 1, W]</c>.</param>
    /// <param name="channels">C, labels and blank.</param>
    /// <param name="blank">The channel of the blank, as in <see cref="CtcLoss"/>.</param>
    /// <param name="labels">The labels; none is the blank's.</param>
    /// <returns>A natural logarithm; negative infinity if the labels do not fit into the steps.</returns>
    /// <exception cref="ArgumentException">The output is not whole columns.</exception>
    public static double LogProbability(ReadOnlySpan<float> output, int channels, Index blank, ReadOnlySpan<byte> labels)
    {
        int steps = Steps(output, channels);
        double[] memory = ArrayPool<double>.Shared.Rent(CtcLattice.Doubles(steps, channels));
        CtcLattice lattice = new(memory, steps, channels, blank.GetOffset(channels));
        double probability = lattice.LogProbability(output, steps, stepStride: 1, channelStride: steps, labels);
        ArrayPool<double>.Shared.Return(memory);
        return probability;
    }

    /// <summary>Best-path decoding of logits that lie anywhere.</summary>
    internal static int BestPath(
        ReadOnlySpan<float> output, int steps, int channels, int stepStride, int channelStride, int blank, Span<byte> labels)
    {
        int count = 0;
        int previous = blank;
        for (int t = 0; t < steps; t++)
        {
            int best = 0;
            for (int c = 1; c < channels; c++)
            {
                if (output[(t * stepStride) + (c * channelStride)] > output[(t * stepStride) + (best * channelStride)])
                    best = c;
            }

            if (best != blank && best != previous)
                labels[count++] = (byte)best;

            previous = best;
        }

        return count;
    }

    private static int Steps(ReadOnlySpan<float> output, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        return output.Length % channels == 0
            ? output.Length / channels
            : throw new ArgumentException($"{output.Length} values are not whole columns of {channels} channels.", nameof(output));
    }
}
