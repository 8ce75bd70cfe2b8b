namespace Digits.Engine.Kernels;

/// <summary>Functions of one number each, and those with a slope for each channel.</summary>
internal abstract partial class KernelSet
{
    /// <summary>y = f(x), element by element.</summary>
    internal abstract void Activate(in ActivationFunction function, ReadOnlySpan<float> x, Span<float> y);

    /// <summary>gx = gy * f'(x), where y is f(x).</summary>
    internal abstract void ActivateBackward(
        in ActivationFunction function, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> gy, Span<float> gx);

    /// <summary>y[p][c] = x[p][c] &gt; 0 ? x[p][c] : slopes[c] * x[p][c].</summary>
    internal abstract void RectifyChannels(ReadOnlySpan<float> x, ReadOnlySpan<float> slopes, Span<float> y);

    /// <summary>
    /// The gradients of <see cref="RectifyChannels"/>: gx = x &gt; 0 ? gy : slopes[c] * gy, left out where gx is empty, and products = x &gt; 0 ? 0 : gy * x,
    /// which sum to the gradient of the slopes.
    /// </summary>
    internal abstract void RectifyChannelsBackward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> slopes, ReadOnlySpan<float> gy, Span<float> gx, Span<float> products);
}
