using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>Maximum and average pooling.</summary>
internal sealed class PoolingOperation(Wiring wiring, WindowGeometry geometry, bool maximum, bool countPadding) : Operation(wiring)
{
    /// <summary>The window over maps of a shape; refuses one that would see nothing but padding somewhere.</summary>
    internal static WindowGeometry Fit(Window2D w, Shape input)
    {
        if (w.PadTop >= w.KernelHeight || w.PadBottom >= w.KernelHeight || w.PadLeft >= w.KernelWidth || w.PadRight >= w.KernelWidth)
            throw new ArgumentException("A pool's padding must be smaller than its window.");

        WindowGeometry g = w.Over(input, input.Channels);
        bool rowsMeet = Enumerable.Range(0, g.Output.Height).All(y => Enumerable.Range(0, g.KernelHeight).Any(ky => g.InputRow(y, ky) >= 0));
        bool columnsMeet = Enumerable.Range(0, g.Output.Width).All(x => Enumerable.Range(0, g.KernelWidth).Any(kx => g.InputColumn(x, kx) >= 0));
        if (!rowsMeet || !columnsMeet)
            throw new ArgumentException($"A pool dilated by {w.Dilation} steps over the whole input of {input} somewhere; use less padding or dilation.");

        return g;
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
