using Digits.Engine.Plans.Layout;

namespace Digits.Engine.Plans.Single;

/// <summary>A convolution in groups, with batch normalization multiplied in and ReLU.</summary>
internal sealed class ImageGroupedConvolution : ImageOperation
{
    private readonly ImageWiring _wiring;
    private readonly Conv2D _layer;
    private readonly FoldedWeights? _folded;
    private readonly AlignedBuffer _noBias;

    internal ImageGroupedConvolution(ImageWiring wiring, Conv2D layer)
    {
        _wiring = wiring;
        _layer = layer;
        _folded = wiring.Fusion.Norm is null ? null : new FoldedWeights(layer.Weight, layer.Bias, wiring.Fusion.Norm);
        _noBias = new AlignedBuffer(layer.Weight.Stride);
    }

    internal override void Prepare() => _folded?.Fold();

    internal override void Run(AlignedBuffer memory)
    {
        ReadOnlySpan<float> weights = _folded is null ? _layer.Weight.Values : _folded.Values;
        ReadOnlySpan<float> bias = _folded is not null ? _folded.Biases : _layer.Bias is not null ? _layer.Bias.Values : _noBias.Span;
        _wiring.Kernels.GroupedOfImage(
            _layer.Geometry, _layer.Groups, memory.Slice(_wiring.Input.Region), _wiring.Input.Stride, weights, _layer.Weight.Stride, bias,
            _wiring.Fusion.ReLU, memory.Slice(_wiring.Output.Region));
    }
}
