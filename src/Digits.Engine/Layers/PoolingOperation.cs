using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>Maximum and average pooling.</summary>
internal sealed class PoolingOperation(Wiring wiring, WindowGeometry geometry, bool maximum, bool countPadding) : Operation(wiring)
{
    /// <summary>Refuses padding that a whole window could lie in.</summary>
    internal static void CheckPadding(Window2D w)
    {
        if (w.PadTop >= w.KernelHeight || w.PadBottom >= w.KernelHeight || w.PadLeft >= w.KernelWidth || w.PadRight >= w.KernelWidth)
            throw new ArgumentException("A pool's padding must be smaller than its window.");
    }

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
