using Digits.Engine.Kernels;
using Digits.Engine.Plans.Layout;

namespace Digits.Engine.Plans.Single;

/// <summary>LSTM of a single image.</summary>
internal sealed class ImageLstm : ImageRecurrent
{
    private readonly GateWeights _weights;
    private readonly Segment[] _segments;
    private readonly Region _cell;
    private readonly Region _tanh;

    internal ImageLstm(ImageWiring wiring, LSTM layer)
        : base(wiring, layer)
    {
        _weights = new GateWeights(layer, Range.All, Pitch);
        _segments = [new Segment(0, 0, Units), new Segment(Pitch, Units, Channels)];
        _cell = ReserveUnits();
        _tanh = ReserveUnits();
    }

    internal override void Prepare() => _weights.Fill();

    protected override void Start(AlignedBuffer memory) => memory.Slice(_cell).Clear();

    protected override void Step(AlignedBuffer memory, Span<float> block, Span<float> gates)
    {
        Product(_weights, _segments, block, gates);
        RecurrentCells.Lstm(Kernels, gates, memory.Slice(_cell), memory.Slice(_cell), memory.Slice(_tanh), block[..Pitch]);
    }
}
