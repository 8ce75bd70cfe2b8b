using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>ReLU with slopes that are learned, one for each channel or one for all.</summary>
internal sealed class PReLUOperation : Operation
{
    private readonly PReLU _layer;
    private readonly float[] _slopes;
    private readonly int _floats;

    internal PReLUOperation(Wiring wiring, PReLU layer)
        : base(wiring)
    {
        _layer = layer;
        _slopes = new float[wiring.OutputShape.Channels];
        _floats = wiring.OutputShape.Size * Lanes.Count;
        if (wiring.Training)
            wiring.Layout.NeedScratch(_slopes.Length + _floats);
    }

    internal override void Prepare() => _layer.Fill(_slopes);

    internal override void Forward(Slice slice, int part) => Wiring.Kernels.RectifyChannels(slice[Wiring.Inputs[0]], _slopes, slice[Wiring.Output]);

    internal override void Backward(Slice slice, int part)
    {
        Span<float> scratch = slice.Scratch(_slopes.Length + _floats);
        Span<float> sums = scratch[.._slopes.Length];
        Span<float> products = scratch[_slopes.Length..];
        Wiring.Kernels.RectifyChannelsBackward(
            slice[Wiring.Inputs[0]], _slopes, slice[Wiring.OutputGradient], slice[Wiring.InputGradients[0]], products);
        Wiring.Kernels.SumChannels(products, Lanes.Count, sums);
        Span<float> gradient = WeightGradient(slice, _layer.Slope);
        if (slice.StartsPiece)
            gradient.Clear();

        for (int c = 0; c < sums.Length; c++)
            gradient[_layer.Shared ? 0 : c] += sums[c];
    }
}
