using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>The way back through a step's product with the state: the gradient to the state from that to the sums of some gates.</summary>
internal sealed class StateGradient
{
    private readonly KernelSet _kernels;
    private readonly Parameter _weight;
    private readonly int _first;
    private readonly int _columns;
    private readonly TapTable _table;
    private readonly PackedWeights _packed;

    internal StateGradient(KernelSet kernels, RecurrentLayer layer, Range gates)
    {
        (int first, int count) = gates.GetOffsetAndLength(layer.Gates);
        _kernels = kernels;
        _weight = layer.RecurrentWeight;
        _first = first * layer.Units;
        _columns = count * layer.Units;
        _table = GateProduct.Table(new Segment(0, 0, _columns));
        _packed = new PackedWeights(layer.Units, _columns, kernels.TileRows);
    }

    internal void Prepare() => _packed.PackTransposed(_weight.Values[_first..], _weight.Stride, taps: 1);

    internal void Run(ReadOnlySpan<float> sums, Span<float> state) =>
        _kernels.Product(_packed, _table, sums[..(_columns * Lanes.Count)], [], relu: false, state);
}
