namespace Digits.Engine.Plans.Layout;

/// <summary>
/// The weights of a convolution or dense layer with the batch normalization that follows it multiplied in, for inference: with s = gamma / sqrt(variance +
/// epsilon), weights become w · s and biases (b - mean) · s + beta. Laid out as the weights are.
/// </summary>
internal sealed class FoldedWeights(Parameter weight, Parameter? bias, BatchNorm norm)
{
    private readonly AlignedBuffer _values = new(weight.Values.Length);
    private readonly AlignedBuffer _biases = new(weight.Stride);

    internal Span<float> Values => _values.Span;

    internal Span<float> Biases => _biases.Span;

    /// <summary>Computes them from the weights as they are now.</summary>
    internal void Fold()
    {
        Span<float> scale = new float[weight.Stride];
        for (int c = 0; c < weight.Columns; c++)
        {
            double factor = norm.Gamma.Values[c] / Math.Sqrt((double)norm.RunningVariance.Values[c] + norm.Epsilon);
            scale[c] = (float)factor;
            Biases[c] = (float)((((bias is null ? 0 : bias.Values[c]) - (double)norm.RunningMean.Values[c]) * factor) + norm.Beta.Values[c]);
        }

        for (int row = 0; row < weight.Rows; row++)
        {
            for (int c = 0; c < weight.Columns; c++)
                Values[(row * weight.Stride) + c] = weight.Values[(row * weight.Stride) + c] * scale[c];
        }
    }
}
