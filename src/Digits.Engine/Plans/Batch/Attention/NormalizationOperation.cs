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

    internal override void Forward(Slice slice, int part)
    {
        ReadOnlySpan<float> input = slice[Wiring.Inputs[0]];
        Span<float> output = slice[Wiring.Output];
        foreach ((int start, Range channels) in new Groups(_function, Wiring.OutputShape))
        {
            _function.Compute(
                input[start..], _step, Lanes.Count, _layer.Gamma.Values[channels], _layer.Beta.Values[channels], output[start..], _step);
        }
    }

    internal override void Backward(Slice slice, int part)
    {
        ReadOnlySpan<float> input = slice[Wiring.Inputs[0]];
        ReadOnlySpan<float> gradient = slice[Wiring.OutputGradient];
        Span<float> target = Wiring.InputGradients[0].IsEmpty ? [] : slice[Wiring.InputGradients[0]];
        Span<float> products = slice.Scratch(_layer.Gamma.Stride + _floats)[_layer.Gamma.Stride..];
        foreach ((int start, Range channels) in new Groups(_function, Wiring.OutputShape))
        {
            _function.Backward(
                input[start..], gradient[start..], _step, _layer.Gamma.Values[channels], target.IsEmpty ? [] : target[start..], products[start..]);
        }

        AddBiasGradient(slice, _layer.Gamma, products, accumulate: !slice.StartsPiece);
        AddBiasGradient(slice, _layer.Beta, gradient, accumulate: !slice.StartsPiece);
    }

    /// <summary>Where each group begins in lanes, and which channels it has.</summary>
    private ref struct Groups(NormalizationFunction function, Shape shape)
    {
        private readonly int _inPixel = shape.Channels / function.Channels;
        private int _index = -1;

        public readonly (int Start, Range Channels) Current
        {
            get
            {
                int first = _index % _inPixel * function.Channels;
                return (((_index / _inPixel * shape.Channels) + first) * Lanes.Count, first..(first + function.Channels));
            }
        }

        public readonly Groups GetEnumerator() => this;

        public bool MoveNext() => ++_index < shape.Size / (function.Channels * function.Pixels);
    }
}
