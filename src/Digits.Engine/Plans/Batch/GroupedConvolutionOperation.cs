using Digits.Engine.Kernels;
using Digits.Engine.Plans.Layout;

namespace Digits.Engine.Plans.Batch;

/// <summary>A convolution whose channels are cut into groups.</summary>
internal sealed class GroupedConvolutionOperation : Operation
{
    /// <summary>Floats of the sums that are kept at once on the way back: half of a first-level cache.</summary>
    private const int MostSums = 1 << 12;

    private readonly Conv2D _layer;
    private readonly FoldedWeights? _folded;
    private readonly int _sumFloats;

    internal GroupedConvolutionOperation(Wiring wiring, Conv2D layer)
        : base(wiring)
    {
        _layer = layer;
        _folded = wiring.Norm is null ? null : new FoldedWeights(layer.Weight, layer.Bias, wiring.Norm);
        int filterFloats = layer.Weight.Rows * Lanes.Count;
        _sumFloats = Math.Min(Math.Max(1, MostSums / filterFloats), layer.Filters) * filterFloats;
        if (wiring.Training)
            wiring.Layout.NeedScratch(Math.Max(_sumFloats, layer.Weight.Stride));
    }

    internal override bool CanFuseReLU => true;

    internal override void Prepare() => _folded?.Fold();

    internal override void Forward(Slice slice, int part)
    {
        ReadOnlySpan<float> weights = _folded is null ? _layer.Weight.Values : _folded.Values;
        ReadOnlySpan<float> bias = _folded is not null ? _folded.Biases : _layer.Bias is not null ? _layer.Bias.Values : [];
        Wiring.Kernels.Grouped(
            _layer.Geometry, _layer.Groups, slice[Wiring.Inputs[0]], weights, _layer.Weight.Stride, bias, FusedReLU, slice[Wiring.Output]);
    }

    internal override void Backward(Slice slice, int part)
    {
        ReadOnlySpan<float> gradient = slice[Wiring.OutputGradient];
        bool accumulate = !slice.StartsPiece;
        Wiring.Kernels.GroupedBackwardWeights(
            _layer.Geometry, _layer.Groups, slice[Wiring.Inputs[0]], gradient, _layer.Weight.Stride, accumulate, slice.Scratch(_sumFloats),
            WeightGradient(slice, _layer.Weight));
        if (_layer.Bias is not null)
            AddBiasGradient(slice, _layer.Bias, gradient, accumulate);

        if (Wiring.InputGradients[0].IsEmpty)
            return;

        Wiring.Kernels.GroupedBackwardInput(
            _layer.Geometry, _layer.Groups, gradient, _layer.Weight.Values, _layer.Weight.Stride, slice[Wiring.InputGradients[0]]);
    }
}
