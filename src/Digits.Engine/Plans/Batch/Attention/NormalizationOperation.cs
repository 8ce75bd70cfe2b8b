using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>Normalizes each image by itself, group by group: over the channels of a pixel, or over some channels of all pixels.</summary>
internal sealed class NormalizationOperation : Operation
{
    private readonly Normalization _layer;
    private readonly NormalizationFunction _function;
    private readonly int _floats;
    private readonly int _step;

    internal NormalizationOperation(Wiring wiring, Normalization layer)
        : base(wiring)
    {
        _layer = layer;
        _function = layer.Function(wiring.OutputShape);
        _floats = wiring.OutputShape.Size * Lanes.Count;
        _step = wiring.OutputShape.Channels * Lanes.Count;
        if (wiring.Training)
            wiring.Layout.NeedScratch(layer.Gamma.Stride + _floats);
    }

    internal override void Forward(Slice slice, int part) =>
        _function.Compute(slice[Wiring.Inputs[0]], _step, Lanes.Count, _layer.Gamma.Values, _layer.Beta.Values, slice[Wiring.Output], _step);

    internal override void Backward(Slice slice, int part)
    {
        ReadOnlySpan<float> gradient = slice[Wiring.OutputGradient];
        Span<float> target = Wiring.InputGradients[0].IsEmpty ? [] : slice[Wiring.InputGradients[0]];
        Span<float> products = slice.Scratch(_layer.Gamma.Stride + _floats)[_layer.Gamma.Stride..];
        _function.Backward(slice[Wiring.Inputs[0]], gradient, _layer.Gamma.Values, target, products);
        AddBiasGradient(slice, _layer.Gamma, products, accumulate: !slice.StartsPiece);
        AddBiasGradient(slice, _layer.Beta, gradient, accumulate: !slice.StartsPiece);
    }
}
