using Digits.Engine.Kernels;
using Digits.Engine.Plans.Layout;

namespace Digits.Engine.Plans.Single;

/// <summary>A plain recurrent layer of a single image.</summary>
internal sealed class ImageSimpleRnn : ImageRecurrent
{
    private readonly SimpleRNN _layer;
    private readonly GateWeights _weights;
    private readonly Segment[] _segments;

    internal ImageSimpleRnn(ImageWiring wiring, SimpleRNN layer)
        : base(wiring, layer)
    {
        _layer = layer;
        _weights = new GateWeights(layer, Range.All, Pitch);
        _segments = [new Segment(0, 0, Units), new Segment(Pitch, Units, Channels)];
    }

    internal override void Prepare() => _weights.Fill();

    protected override void Step(AlignedBuffer memory, Span<float> block, Span<float> gates)
    {
        Product(_weights, _segments, block, gates, _layer.ReLU);
        if (!_layer.ReLU)
            Kernels.Activate(RecurrentCells.Tanh, gates, gates);

        gates.CopyTo(block);
    }
}
