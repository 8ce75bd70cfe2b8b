using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>Checks the windows of pools.</summary>
internal static class PoolWindow
{
    /// <summary>The window over maps of a shape.</summary>
    /// <exception cref="ArgumentException">The window would lie in the padding alone somewhere.</exception>
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
}
