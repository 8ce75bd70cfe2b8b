namespace Digits.Engine.Plans.Batch;

/// <summary>
/// ReLU and leaky ReLU. Where the plan gave it the same region for input and output, the producer has applied the ReLU already, and the
/// gradient is masked in place.
/// </summary>
internal sealed class RectifyOperation(Wiring wiring, float slope) : Operation(wiring)
{
    internal override void Forward(Slice slice, int part)
    {
        if (Wiring.Inputs[0] != Wiring.Output)
            Wiring.Kernels.Rectify(slice[Wiring.Inputs[0]], slope, slice[Wiring.Output]);
    }

    internal override void Backward(Slice slice, int part)
    {
        if (!Wiring.InputGradients[0].IsEmpty)
            Wiring.Kernels.RectifyBackward(slice[Wiring.Output], slope, slice[Wiring.OutputGradient], slice[Wiring.InputGradients[0]]);
    }
}
