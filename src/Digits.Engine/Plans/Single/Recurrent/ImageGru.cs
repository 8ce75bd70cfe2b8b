using System.Numerics.Tensors;
using Digits.Engine.Kernels;
using Digits.Engine.Plans.Layout;

namespace Digits.Engine.Plans.Single;

/// <summary>GRU of a single image.</summary>
internal sealed class ImageGru : ImageRecurrent
{
    private readonly GateWeights _gates;
    private readonly GateWeights _candidate;
    private readonly GateWeights? _ofState;
    private readonly Segment[] _stateAndStep;
    private readonly Segment[] _candidateSegments;
    private readonly Segment[] _state;
    private readonly Region _sums;
    private readonly Region _product;

    internal ImageGru(ImageWiring wiring, GRU layer)
        : base(wiring, layer, hasMore: !layer.ResetAfter)
    {
        _gates = new GateWeights(layer, ..2, Pitch);
        _candidate = new GateWeights(layer, 2.., Pitch, state: !layer.ResetAfter);
        _ofState = layer.ResetAfter ? new GateWeights(layer, 2.., Pitch, step: false) : null;
        _stateAndStep = [new Segment(0, 0, Units), new Segment(Pitch, Units, Channels)];
        _candidateSegments = layer.ResetAfter
            ? [new Segment(Pitch, 0, Channels)]
            : [new Segment(More, 0, Units), new Segment(Pitch, Units, Channels)];
        _state = [new Segment(0, 0, Units)];
        _sums = layer.ResetAfter ? ReserveUnits() : default;
        _product = ReserveUnits();
    }

    internal override void Prepare()
    {
        _gates.Fill();
        _candidate.Fill();
        _ofState?.Fill();
    }

    protected override void Step(AlignedBuffer memory, Span<float> block, Span<float> gates)
    {
        Span<float> state = block[..Pitch], z = gates[..Pitch], r = gates.Slice(Pitch, Pitch), n = gates[(2 * Pitch)..];
        Product(_gates, _stateAndStep, block, gates);
        Kernels.Activate(RecurrentCells.Sigmoid, gates[..(2 * Pitch)], gates);
        if (_ofState is null)
            TensorPrimitives.Multiply(r, state, block[More..]);

        Product(_candidate, _candidateSegments, block, n);
        if (_ofState is not null)
        {
            Product(_ofState, _state, block, memory.Slice(_sums));
            RecurrentCells.Reset(r, memory.Slice(_sums), memory.Slice(_product), n);
        }

        RecurrentCells.Gru(Kernels, z, n, state, memory.Slice(_product), state);
    }
}
