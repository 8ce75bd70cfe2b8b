namespace Digits.Engine;

/// <summary>
/// Weights that a layer owns. Outwardly they have the order that PyTorch and ONNX use, <c>[out, in, kH, kW]</c>, <c>[out, in]</c> or <c>[C]</c>; inside
/// they lie as <c>[kH][kW][in][out]</c> with the outputs padded by zeros to a multiple of 16, as the kernels read them.
/// </summary>
public sealed class Parameter
{
    private readonly AlignedBuffer _values;
    private readonly int _inputs;
    private readonly int _taps;

    internal Parameter(string role, ReadOnlySpan<int> dimensions, bool trainable = true)
    {
        Role = role;
        Dimensions = dimensions.ToArray();
        Trainable = trainable;
        Columns = dimensions[0];
        _inputs = dimensions.Length > 1 ? dimensions[1] : 1;
        _taps = dimensions.Length > 2 ? dimensions[2] * dimensions[3] : 1;
        Stride = AlignedBuffer.WholeLines(Columns);
        _values = new AlignedBuffer((long)Rows * Stride);
    }

    /// <summary>The layer's name and the role, as in <c>conv1.weight</c>; set when a network takes the layer in.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Sizes in PyTorch's order.</summary>
    public IReadOnlyList<int> Dimensions { get; }

    /// <summary>Whether an optimizer changes it; the running statistics of batch normalization are not trained.</summary>
    public bool Trainable { get; }

    /// <summary>The number of values.</summary>
    public int Count => Rows * Columns;

    /// <summary>Grows whenever the values change, so that a plan knows when to read them anew.</summary>
    internal int Version { get; private set; }

    /// <summary>The role within the layer: <c>weight</c>, <c>bias</c>, <c>running_mean</c>…</summary>
    internal string Role { get; }

    /// <summary>Weight decay applies to matrices and kernels, not to biases and scales.</summary>
    internal bool Decays => Dimensions.Count > 1;

    internal int Rows => _taps * _inputs;

    internal int Columns { get; }

    /// <summary>Floats from one row to the next.</summary>
    internal int Stride { get; }

    /// <summary>The values as the kernels read them, padding included.</summary>
    internal Span<float> Values => _values.Span;

    /// <summary>The values in PyTorch's order.</summary>
    public float[] ToArray() => ToArray(Values);

    /// <summary>Replaces the values by those given in PyTorch's order.</summary>
    /// <exception cref="ArgumentException">The number of values is not <see cref="Count"/>.</exception>
    public void Assign(ReadOnlySpan<float> values)
    {
        Assign(values, Values);
        Touch();
    }

    /// <summary>Says that <see cref="Values"/> have been written to.</summary>
    internal void Touch() => Version++;

    /// <summary>Reads values of this parameter's layout (the weights themselves, a gradient, a moment) into PyTorch's order.</summary>
    internal float[] ToArray(ReadOnlySpan<float> laidOut)
    {
        float[] result = new float[Count];
        for (int column = 0, i = 0; column < Columns; column++)
        {
            for (int input = 0; input < _inputs; input++)
            {
                for (int tap = 0; tap < _taps; tap++, i++)
                    result[i] = laidOut[(((tap * _inputs) + input) * Stride) + column];
            }
        }

        return result;
    }

    /// <summary>Writes values in PyTorch's order into something of this parameter's layout.</summary>
    internal void Assign(ReadOnlySpan<float> values, Span<float> laidOut)
    {
        if (values.Length != Count)
            throw new ArgumentException($"{Name} has {Count} values, not {values.Length}.", nameof(values));

        for (int column = 0, i = 0; column < Columns; column++)
        {
            for (int input = 0; input < _inputs; input++)
            {
                for (int tap = 0; tap < _taps; tap++, i++)
                    laidOut[(((tap * _inputs) + input) * Stride) + column] = values[i];
            }
        }
    }
}
