using Digits.Engine.Losses;

namespace Digits.Engine;

/// <summary>
/// What a <see cref="TrainingPlan"/> minimizes: it compares a network's output with the images' targets and gives the gradient to the output.
/// Choose <see cref="CrossEntropy"/> for classes or <see cref="CtcLoss"/> for sequences.
/// </summary>
public abstract class Loss
{
    private protected Loss()
    {
    }

    /// <summary>Checks that the loss can be applied to an output.</summary>
    /// <exception cref="ArgumentException">It cannot.</exception>
    internal abstract void CheckOutput(Shape output);

    /// <summary>Checks that targets are possible for an output.</summary>
    /// <exception cref="ArgumentException">A label, a length or a number of values does not fit.</exception>
    internal abstract void CheckTargets(in Targets targets, Shape output);

    /// <summary>Floats of scratch memory that <see cref="Compute"/> needs.</summary>
    internal virtual int ScratchFloats(Shape output) => 0;

    /// <summary>The losses of up to 32 images and the gradient to their outputs.</summary>
    /// <param name="targets">Those of the whole batch.</param>
    /// <param name="part">Which images these are, and their number.</param>
    /// <param name="output">The network's output, <c>[H][W][C][32]</c>.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="gradient">Receives the gradient of the batch's mean loss, as the output; lanes without an image become zero.</param>
    /// <param name="scratch">As many floats as <see cref="ScratchFloats"/> says.</param>
    /// <returns>The sum of the images' losses.</returns>
    internal abstract double Compute(
        in Targets targets, LossPart part, ReadOnlySpan<float> output, Shape shape, Span<float> gradient, Span<float> scratch);

    /// <summary>How many of up to 32 images the output gets right.</summary>
    /// <param name="targets">Those of the whole batch.</param>
    /// <param name="part">Which images these are.</param>
    /// <param name="output">The network's output, <c>[H][W][C][32]</c>.</param>
    /// <param name="shape">Its shape.</param>
    internal abstract int CountCorrect(in Targets targets, LossPart part, ReadOnlySpan<float> output, Shape shape);
}
