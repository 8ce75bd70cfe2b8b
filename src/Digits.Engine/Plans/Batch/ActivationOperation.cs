using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>A function of each value by itself.</summary>
internal sealed class ActivationOperation(Wiring wiring, ActivationFunction function) : Operation(wiring)
{
    internal override void Forward(Slice slice, int part) => Wiring.Kernels.Activate(function, slice[Wiring.Inputs[0]], slice[Wiring.Output]);

    internal override void Backward(Slice slice, int part)
    {
        if (Wiring.InputGradients[0].IsEmpty)
            return;

        Wiring.Kernels.ActivateBackward(
            function, slice[Wiring.Inputs[0]], slice[Wiring.Output], slice[Wiring.OutputGradient], slice[Wiring.InputGradients[0]]);
    }
}
