using System.Runtime.InteropServices;
using Digits.Engine.Kernels;
using Digits.Engine.Losses;

namespace Digits.Engine;

/// <summary>
/// Connectionist temporal classification (Graves et al., "Connectionist temporal classification: labelling unsegmented sequence data with recurrent neural
/// networks", 2006): the network's output is a map of one row, <c>[C, 1, W]</c>, whose columns are steps, each with one logit a label and one for the blank. An
/// image's loss is minus the logarithm of the probability that the steps, with repeats joined and blanks dropped, spell its labels; the batch's loss is the
/// mean of the images' (PyTorch's <c>ctc_loss</c> of the logits' <c>log_softmax</c> with <c>reduction="sum"</c>, divided by N). An image whose labels do not
/// fit into its steps has no loss and no gradient, as with PyTorch's <c>zero_infinity=True</c>: a sequence needs a step for each label, and one more between
/// equal neighbors.
/// </summary>
/// <example>
/// <code>
/// TrainingPlan plan = new(network, new Adam(), new TrainingPlanOptions { Loss = new CtcLoss(blank: ^1) });
/// plan.Step(images, Targets.Sequences(labels: new byte[] { 3, 1, 4, 7 }, lengths: new[] { 3, 1 }));
/// </code>
/// </example>
public sealed class CtcLoss : Loss
{
    /// <summary>A CTC loss.</summary>
    /// <param name="blank">The channel of the blank: 0, the first, as in PyTorch, or <c>^1</c>, the last, as in Keras. Targets number the channels, so that no
    /// label is the blank's.</param>
    public CtcLoss(Index blank = default) => Blank = blank;

    /// <summary>The channel of the blank.</summary>
    public Index Blank { get; }

    internal override void CheckOutput(Shape output)
    {
        if (output.Height != 1)
            throw new ArgumentException($"CTC reads a map of one row, [C, 1, W], whose columns are steps, not {output}.");

        if (output.Channels is < 2 or > byte.MaxValue + 1)
            throw new ArgumentException($"CTC takes 2 to 256 channels, one of them the blank's, not {output.Channels}.");

        if ((uint)Blank.GetOffset(output.Channels) >= (uint)output.Channels)
            throw new ArgumentException($"The blank is channel {Blank}, but there are {output.Channels} channels.");
    }

    internal override void CheckTargets(in Targets targets, Shape output)
    {
        if (!targets.AreSequences && !targets.Labels.IsEmpty)
            throw new ArgumentException("CTC takes a sequence of labels for each image; make the targets with Targets.Sequences.");

        int labels = 0;
        foreach (int length in targets.Lengths.Span)
            labels += length < 0 ? throw new ArgumentException($"A sequence of {length} labels is not possible.") : length;

        if (labels != targets.Labels.Length)
            throw new ArgumentException($"The lengths add up to {labels} labels, but there are {targets.Labels.Length}.");

        int blank = Blank.GetOffset(output.Channels);
        foreach (byte label in targets.Labels.Span)
        {
            if (label >= output.Channels || label == blank)
                throw new ArgumentException($"A label is {label}, but the channels are 0 to {output.Channels - 1}, and {blank} is the blank.");
        }

        if (!targets.Steps.IsEmpty && targets.Steps.Length != targets.Count)
            throw new ArgumentException($"There are {targets.Steps.Length} numbers of steps for {targets.Count} images.");

        foreach (int steps in targets.Steps.Span)
        {
            if (steps < 1 || steps > output.Width)
                throw new ArgumentException($"An image has {steps} steps, but the output has {output.Width} columns.");
        }
    }

    internal override int ScratchFloats(Shape output) => CtcLattice.Doubles(output.Width, output.Channels) * (sizeof(double) / sizeof(float));

    internal override double Compute(
        in Targets targets, LossPart part, ReadOnlySpan<float> output, Shape shape, Span<float> gradient, Span<float> scratch)
    {
        CtcLattice lattice = new(MemoryMarshal.Cast<float, double>(scratch), shape.Width, shape.Channels, Blank.GetOffset(shape.Channels));
        double scale = 1.0 / part.BatchSize;
        double loss = 0;
        gradient.Clear();
        int start = Start(targets, part);
        for (int lane = 0; lane < part.Count; lane++)
        {
            int image = part.First + lane;
            int length = targets.Lengths.Span[image];
            loss += lattice.Compute(output[lane..], Steps(targets, image, shape), targets.Labels.Span.Slice(start, length), scale, gradient[lane..]);
            start += length;
        }

        return loss;
    }

    /// <summary>The images whose best path spells their labels.</summary>
    internal override int CountCorrect(in Targets targets, LossPart part, ReadOnlySpan<float> output, Shape shape)
    {
        Span<byte> path = stackalloc byte[shape.Width];
        int blank = Blank.GetOffset(shape.Channels);
        int correct = 0;
        int start = Start(targets, part);
        for (int lane = 0; lane < part.Count; lane++)
        {
            int image = part.First + lane;
            int length = targets.Lengths.Span[image];
            int read = CtcDecoder.BestPath(
                output[lane..], Steps(targets, image, shape), shape.Channels, shape.Channels * Lanes.Count, Lanes.Count, blank, path);
            correct += path[..read].SequenceEqual(targets.Labels.Span.Slice(start, length)) ? 1 : 0;
            start += length;
        }

        return correct;
    }

    /// <summary>Where the labels of the part's first image begin.</summary>
    private static int Start(in Targets targets, LossPart part)
    {
        int start = 0;
        foreach (int length in targets.Lengths.Span[..part.First])
            start += length;

        return start;
    }

    private static int Steps(in Targets targets, int image, Shape shape) => targets.Steps.IsEmpty ? shape.Width : targets.Steps.Span[image];
}
