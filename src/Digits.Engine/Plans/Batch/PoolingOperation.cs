using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>Maximum and average pooling.</summary>
internal sealed class PoolingOperation(Wiring wiring, WindowGeometry geometry, bool maximum, bool countPadding) : Operation(wiring)
{
    internal override void Forward(Slice slice, int part)
    {
        if (maximum)
            Wiring.Kernels.MaxPool(geometry, slice[Wiring.Inputs[0]], slice[Wiring.Output]);
        else
            Wiring.Kernels.AveragePool(geometry, countPadding, slice[Wiring.Inputs[0]], slice[Wiring.Output]);
    }

    internal override void Backward(Slice slice, int part)
    {
        if (Wiring.InputGradients[0].IsEmpty)
            return;

        Span<float> target = slice[Wiring.InputGradients[0]];
        if (maximum)
            Wiring.Kernels.MaxPoolBackward(geometry, slice[Wiring.Inputs[0]], slice[Wiring.Output], slice[Wiring.OutputGradient], target);
        else
            Wiring.Kernels.AveragePoolBackward(geometry, countPadding, slice[Wiring.OutputGradient], target);
    }
}
