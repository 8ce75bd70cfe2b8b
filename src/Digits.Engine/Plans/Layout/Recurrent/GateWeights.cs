using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Layout;

/// <summary>
/// The weights of some of a recurrent layer's gates as one matrix <c>[state, step][gates · pitch]</c>, so that a step is one product: first the rows of the
/// state, then those of the step's values. The same order of sums for a batch and for a single image, hence the same bits.
/// </summary>
internal sealed class GateWeights
{
    private readonly RecurrentLayer _layer;
    private readonly Range _gates;
    private readonly int _pitch;
    private readonly Parameter[] _parts;
    private readonly Parameter? _bias;
    private readonly AlignedBuffer _biases;
    private AlignedBuffer? _values;

    /// <summary>Lays out the weights of some gates.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="gates">The gates.</param>
    /// <param name="pitch">Columns from one gate to the next: the units, for a single image padded to whole vectors.</param>
    /// <param name="state">Whether the gates read the state.</param>
    /// <param name="step">Whether they read the step's values.</param>
    internal GateWeights(RecurrentLayer layer, Range gates, int pitch, bool state = true, bool step = true)
    {
        _layer = layer;
        _gates = gates;
        _pitch = pitch;
        _parts = !step ? [layer.RecurrentWeight] : !state ? [layer.Weight] : [layer.RecurrentWeight, layer.Weight];

        // What reads the state alone is the product that a GRU resets.
        _bias = step ? layer.Bias : null;
        (int _, int count) = gates.GetOffsetAndLength(layer.Gates);
        Columns = count * pitch;
        Stride = AlignedBuffer.WholeLines(Columns);
        Rows = _parts.Sum(part => part.Rows);
        _biases = new AlignedBuffer(Stride);
    }

    internal int Rows { get; }

    internal int Columns { get; }

    /// <summary>Floats from one row to the next.</summary>
    internal int Stride { get; }

    /// <summary>The matrix; after <see cref="Fill"/>.</summary>
    internal ReadOnlySpan<float> Values => _values!.Span;

    internal ReadOnlySpan<float> Biases => _biases.Span;

    /// <summary>Copies the weights as they are now, for products that read the matrix as it is.</summary>
    internal void Fill()
    {
        _values ??= new AlignedBuffer((long)Rows * Stride);
        Span<float> target = _values.Span;
        foreach (Parameter part in _parts)
        {
            for (int row = 0; row < part.Rows; row++)
            {
                CopyGates(part.Values.Slice(row * part.Stride, part.Columns), target);
                target = target[Stride..];
            }
        }

        FillBiases();
    }

    /// <summary>Copies the weights as they are now into a layout for tiles; gates must lie side by side, without padding between them.</summary>
    internal void Pack(PackedWeights packed)
    {
        (int first, int _) = _gates.GetOffsetAndLength(_layer.Gates);
        int row = 0;
        foreach (Parameter part in _parts)
        {
            packed.PackColumns(part.Values[(first * _pitch)..], part.Stride, row, part.Rows);
            row += part.Rows;
        }

        FillBiases();
    }

    private void FillBiases()
    {
        if (_bias is not null)
            CopyGates(_bias.Values, _biases.Span);
        else if (_layer is GRU { RecurrentBias: { } own })
            own.Values[..own.Columns].CopyTo(_biases.Span);
    }

    private void CopyGates(ReadOnlySpan<float> from, Span<float> to)
    {
        (int first, int count) = _gates.GetOffsetAndLength(_layer.Gates);
        for (int gate = 0; gate < count; gate++)
            from.Slice((first + gate) * _layer.Units, _layer.Units).CopyTo(to[(gate * _pitch)..]);
    }
}
