using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>Convolution, and a dense layer as a convolution over one pixel.</summary>
internal sealed class ConvolutionOperation : Operation
{
    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private readonly TapTable _forward;
    private readonly PackedWeights _packed;
    private readonly TapTable? _backwardInput;
    private readonly PackedWeights? _packedTransposed;
    private readonly TapTable? _backwardWeights;
    private readonly (int FirstRow, int Rows)[] _runs = [];
    private readonly int _taps;

    internal ConvolutionOperation(Wiring wiring, in WindowGeometry geometry, Parameter weight, Parameter? bias)
        : base(wiring)
    {
        _weight = weight;
        _bias = bias;
        _taps = geometry.Taps;
        _forward = ConvolutionTables.Forward(geometry);
        _packed = new PackedWeights(geometry.Output.Channels, _taps * geometry.Input.Channels, wiring.Kernels.TileRows);
        if (!wiring.Training)
            return;

        (_backwardWeights, _runs) = ConvolutionTables.BackwardWeights(geometry);
        wiring.Layout.NeedScratch(geometry.Output.Pixels * Lanes.Count * weight.Stride);
        if (!wiring.InputGradients[0].IsEmpty)
        {
            _backwardInput = ConvolutionTables.BackwardInput(geometry);
            _packedTransposed = new PackedWeights(geometry.Input.Channels, _taps * geometry.Output.Channels, wiring.Kernels.TileRows);
        }
    }

    internal override bool CanFuseReLU => true;

    internal override void Prepare()
    {
        _packed.PackColumns(_weight.Values, _weight.Stride);
        _packedTransposed?.PackTransposed(_weight.Values, _weight.Stride, _taps);
    }

    internal override void Forward(Slice slice, int part)
    {
        ReadOnlySpan<float> bias = _bias is null ? [] : _bias.Values;
        Wiring.Kernels.Product(_packed, _forward, slice[Wiring.Inputs[0]], bias, FusedReLU, slice[Wiring.Output]);
    }

    internal override void Backward(Slice slice, int part)
    {
        KernelSet kernels = Wiring.Kernels;
        ReadOnlySpan<float> gradient = slice[Wiring.OutputGradient];
        Span<float> turned = slice.Scratch(Wiring.OutputShape.Pixels * Lanes.Count * _weight.Stride);
        kernels.Turn(gradient, Wiring.OutputShape.Channels, _weight.Stride, turned);
        kernels.ProductOverLanes(
            _runs, _backwardWeights!, slice[Wiring.Inputs[0]], turned, _weight.Stride, accumulate: !slice.StartsPiece, WeightGradient(slice, _weight));
        if (_bias is not null)
            AddBiasGradient(slice, gradient);

        if (_backwardInput is not null)
            kernels.Product(_packedTransposed!, _backwardInput, gradient, [], relu: false, slice[Wiring.InputGradients[0]]);
    }

    private void AddBiasGradient(Slice slice, ReadOnlySpan<float> gradient)
    {
        Span<float> sums = slice.Scratch(_bias!.Stride);
        sums.Clear();
        Wiring.Kernels.SumChannels(gradient, Lanes.Count, sums[.._bias.Columns]);
        Span<float> target = WeightGradient(slice, _bias);
        if (slice.StartsPiece)
            sums.CopyTo(target);
        else
            Wiring.Kernels.Add(sums, target);
    }
}
