namespace Digits.Engine.Kernels;

internal abstract partial class KernelSet
{
    /// <summary>A product of matrices that every image has for itself. Each sum goes step by step, from zero on.</summary>
    /// <param name="product">Sizes and steps.</param>
    /// <param name="a">The left matrices, an element of 32 lanes after the other.</param>
    /// <param name="b">The right matrices.</param>
    /// <param name="c">The results.</param>
    internal abstract void ProductOfLanes(in LaneProduct product, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c);
}
