using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>
/// Normalization of each image by itself: groups of its values are brought to mean 0 and variance 1, then scaled and shifted by channel. The same in training
/// and afterwards.
/// </summary>
public abstract class Normalization : Layer
{
    private Parameter? _gamma;
    private Parameter? _beta;

    private protected Normalization(float epsilon)
    {
        ThrowIfNotPositive(epsilon);
        Epsilon = epsilon;
    }

    /// <summary>Added to the variance.</summary>
    public float Epsilon { get; }

    /// <summary>The scale, <c>[C]</c>.</summary>
    public Parameter Gamma => Placed(_gamma);

    /// <summary>The shift, <c>[C]</c>.</summary>
    public Parameter Beta => Placed(_beta);

    /// <summary>What is done to an input's values.</summary>
    internal abstract NormalizationFunction Function(Shape input);

    internal override Shape Build(ReadOnlySpan<Shape> inputs)
    {
        int channels = inputs[0].Channels;
        _gamma = CreateParameter("weight", [channels]);
        _beta = CreateParameter("bias", [channels]);
        if (!SharesParameters)
            Initialize(default);

        return inputs[0];
    }

    internal override void Initialize(CounterRandom random)
    {
        Gamma.Values[..Gamma.Columns].Fill(1f);
        Beta.Values.Clear();
    }
}
