namespace Digits.Engine;

/// <summary>
/// A layer that reads a sequence step by step and takes what it made of one step, its state, along to the next: <c>[C, 1, W]</c>, a map of one row whose
/// columns are W steps of C values, to <c>[units, 1, W]</c> or, of the last step alone, <c>[units]</c>. The state before the first step is zero. To read an
/// image row by row, put <c>new Flatten(channelsLast: true)</c> and <c>new Reshape(channels * width, 1, height, channelsLast: true)</c> before it. A
/// bidirectional layer is two layers, one of them with <see cref="Reverse"/>, and a <see cref="Concatenate"/>.
/// </summary>
/// <remarks>
/// Weights and biases start uniform in ±1/sqrt(units), as those of PyTorch's recurrent layers do (documentation of torch.nn.LSTM, "Variables").
/// </remarks>
public abstract class RecurrentLayer : Layer
{
    /// <summary>So many units at most, so that four gates of them are an array's weights.</summary>
    private const int MaximumUnits = 1 << 14;

    private Parameter? _weight;
    private Parameter? _recurrentWeight;
    private Parameter? _bias;

    private protected RecurrentLayer(int units, bool returnSequences, bool reverse)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(units, MaximumUnits);
        Units = units;
        ReturnSequences = returnSequences;
        Reverse = reverse;
    }

    /// <summary>Values of the state, and of each step's result.</summary>
    public int Units { get; }

    /// <summary>Whether the result has all steps instead of the last one that is read.</summary>
    public bool ReturnSequences { get; }

    /// <summary>
    /// Whether the last step is read first. The results stay in the order of the input (as in ONNX and PyTorch; Keras's go_backwards reverses them).
    /// </summary>
    public bool Reverse { get; }

    /// <summary>The weights of a step's values, <c>[gates · units, C]</c>.</summary>
    public Parameter Weight => Placed(_weight);

    /// <summary>The weights of the state, <c>[gates · units, units]</c>.</summary>
    public Parameter RecurrentWeight => Placed(_recurrentWeight);

    /// <summary>The biases, <c>[gates · units]</c>.</summary>
    public Parameter Bias => Placed(_bias);

    /// <summary>Gates of a cell: rows of the weights for each unit.</summary>
    internal abstract int Gates { get; }

    internal override Shape Build(ReadOnlySpan<Shape> inputs)
    {
        Shape input = inputs[0];
        if (input.Height != 1)
        {
            throw new ArgumentException(
                $"{GetType().Name} reads a sequence, a map of one row, not {input}; to read it row by row, put new Flatten(channelsLast: true) "
                + $"and new Reshape({input.Channels * input.Width}, 1, {input.Height}, channelsLast: true) before it.");
        }

        _weight = CreateParameter("weight", [Gates * Units, input.Channels]);
        _recurrentWeight = CreateParameter("recurrent_weight", [Gates * Units, Units]);
        _bias = CreateParameter("bias", [Gates * Units]);
        return new Shape(Units, 1, ReturnSequences ? input.Width : 1);
    }

    internal override long MultiplyAdds(Shape input, Shape output) => (long)input.Width * Gates * Units * ((long)input.Channels + Units);

    internal override void Initialize(CounterRandom random)
    {
        float limit = 1 / MathF.Sqrt(Units);
        ulong place = 0;
        foreach (Parameter parameter in Parameters)
        {
            float[] values = new float[parameter.Count];
            foreach (ref float value in values.AsSpan())
                value = ((2f * random.Uniform(place++)) - 1f) * limit;

            parameter.Assign(values);
        }
    }
}
