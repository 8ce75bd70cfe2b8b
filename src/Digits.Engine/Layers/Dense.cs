namespace Digits.Engine;

/// <summary>A fully connected layer: <c>[in]</c> to <c>[units]</c>. Put a <see cref="Flatten"/> before it where the input is a map.</summary>
public sealed class Dense : Layer
{
    private Parameter? _weight;

    /// <summary>A dense layer of so many outputs.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is not positive.</exception>
    public Dense(int units, bool bias = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        Units = units;
        HasBias = bias;
    }

    /// <summary>Outputs.</summary>
    public int Units { get; }

    /// <summary>Whether each output has a bias.</summary>
    public bool HasBias { get; }

    /// <summary>The weights, <c>[units, in]</c>.</summary>
    public Parameter Weight => Placed(_weight);

    /// <summary>The biases, <c>[units]</c>, or null.</summary>
    public Parameter? Bias { get; private set; }

    internal override string Stem => "dense";

    internal override Shape Build(ReadOnlySpan<Shape> inputs)
    {
        if (!inputs[0].IsFlat)
            throw new ArgumentException($"Dense reads a vector, not a map of {inputs[0]}; put new Flatten() or a global pool before it.");

        _weight = CreateParameter("weight", [Units, inputs[0].Channels]);
        Bias = HasBias ? CreateParameter("bias", [Units]) : null;
        return new Shape(Units);
    }

    internal override long MultiplyAdds(Shape input, Shape output) => (long)input.Size * output.Size;

    internal override void Initialize(CounterRandom random) => Initializers.HeUniform(Weight, Bias, random);
}
