using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>
/// One layer of a plan. It is called for each slice of the batch, by any thread, and touches only that slice's memory. Where it needs
/// the whole batch (the statistics of batch normalization), it says that its work has several parts: every slice finishes one part
/// before any begins the next.
/// </summary>
internal abstract class Operation(Wiring wiring)
{
    protected Wiring Wiring => wiring;

    internal virtual int ForwardParts => 1;

    internal virtual int BackwardParts => 1;

    /// <summary>Whether this operation can apply a ReLU to its result as it stores it.</summary>
    internal virtual bool CanFuseReLU => false;

    /// <summary>Set by the plan: negative results become zero.</summary>
    internal bool FusedReLU { get; set; }

    /// <summary>Where the weight gradients of this operation's parameters lie in a piece's buffer; set by the plan.</summary>
    internal IReadOnlyDictionary<Parameter, Region> GradientRegions { get; set; } = new Dictionary<Parameter, Region>();

    /// <summary>Once a step, before any slice: bring weights into the form that the kernels read.</summary>
    internal virtual void Prepare()
    {
    }

    internal abstract void Forward(Slice slice, int part);

    internal abstract void Backward(Slice slice, int part);

    /// <summary>Once a step of training, after all slices went forward.</summary>
    internal virtual void AfterForward(StepState step)
    {
    }

    /// <summary>Where the gradient to the output lies.</summary>
    internal Region OutputGradient => wiring.OutputGradient;

    protected Span<float> WeightGradient(Slice slice, Parameter parameter) => slice.Gradient(GradientRegions[parameter]);

    /// <summary>The gradient to one bias a channel: the sum of that of some pixels, added to what is there or in its place.</summary>
    protected void AddBiasGradient(Slice slice, Parameter bias, ReadOnlySpan<float> gradient, bool accumulate)
    {
        Span<float> sums = slice.Scratch(bias.Stride);
        sums.Clear();
        wiring.Kernels.SumChannels(gradient, Lanes.Count, sums[..bias.Columns]);
        Span<float> target = WeightGradient(slice, bias);
        if (accumulate)
            wiring.Kernels.Add(sums, target);
        else
            sums.CopyTo(target);
    }
}
