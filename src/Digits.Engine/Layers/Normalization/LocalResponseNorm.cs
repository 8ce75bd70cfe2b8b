using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>
/// Each value divided by a power of the mean of squares of the channels around it, at the same pixel; any shape (Krizhevsky et al., "ImageNet classification
/// with deep convolutional neural networks", 2012).
/// </summary>
public sealed class LocalResponseNorm : Layer
{
    /// <summary>A local response normalization: x / (k + alpha · mean of squares)^beta.</summary>
    /// <param name="size">Channels that count, the value's own among them.</param>
    /// <param name="alpha">The factor of the mean of squares.</param>
    /// <param name="beta">The exponent.</param>
    /// <param name="k">What is added to the mean of squares.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size or k is not positive, or alpha is negative.</exception>
    public LocalResponseNorm(int size, float alpha = 1e-4f, float beta = 0.75f, float k = 1f)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegative(alpha);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(k);
        Function = new LocalResponseFunction(size, alpha, beta, k);
    }

    /// <summary>Channels that count, the value's own among them.</summary>
    public int Size => Function.Size;

    /// <summary>The factor of the mean of squares.</summary>
    public float Alpha => Function.Alpha;

    /// <summary>The exponent.</summary>
    public float Beta => Function.Beta;

    /// <summary>What is added to the mean of squares.</summary>
    public float K => Function.Bias;

    internal LocalResponseFunction Function { get; }

    internal override string Stem => "local_response_norm";

    internal override Shape Build(ReadOnlySpan<Shape> inputs) => inputs[0];
}
