using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>
/// Layer normalization over the channels of each pixel (Ba et al., "Layer normalization", 2016): y = gamma · (x - mean) / sqrt(variance + epsilon) + beta.
/// Where the pixels are tokens, it is what transformers have; of a vector, it is over all values. Any shape.
/// </summary>
/// <param name="epsilon">Added to the variance.</param>
/// <exception cref="ArgumentOutOfRangeException">Epsilon is not a positive number.</exception>
public sealed class LayerNorm(float epsilon = 1e-5f) : Normalization(epsilon)
{
    internal override string Stem => "layer_norm";

    internal override NormalizationFunction Function(Shape input) => new(input, input.Channels, 1, Epsilon);
}
