using System.Runtime.InteropServices;
using Digits.Engine.Kernels;
using Digits.Engine.Plans.Layout;

namespace Digits.Engine.Plans.Batch;

/// <summary>
/// Convolution, with the max pooling that may follow it, and a dense layer as a convolution over one pixel. Pooled output is made window by window and
/// the map before pooling is never written; pixels that no window covers are never computed.
/// </summary>
internal sealed class ConvolutionOperation : Operation
{
    /// <summary>
    /// Below so many values in a row of the kernel, runs are too short to pay for themselves, and windows of the input are copied together first.
    /// </summary>
    private const int ThinRow = 8;

    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private readonly FoldedWeights? _folded;
    private readonly WindowGeometry _geometry;
    private readonly ConvolutionBand[] _bands;
    private readonly PackedWeights _packed;
    private readonly TapTable? _backwardInput;
    private readonly PackedWeights? _packedTransposed;
    private readonly bool _thin;
    private readonly int _poolTaps;

    /// <summary>Which pixel of each pooling window won, a bit a lane; and the gradient before pooling, where the layer below wants it.</summary>
    private readonly Region _winners;
    private readonly Region _spread;

    private readonly int _turnedFloats;
    private readonly int _spreadFloats;
    private readonly int _patchFloats;

    internal ConvolutionOperation(Wiring wiring, in WindowGeometry geometry, Parameter weight, Parameter? bias)
        : base(wiring)
    {
        Window2D pool = wiring.Pool ?? new Window2D(1, 1);
        _poolTaps = pool.KernelHeight * pool.KernelWidth;
        _geometry = geometry.Crop(wiring.OutputShape.Height * pool.KernelHeight, wiring.OutputShape.Width * pool.KernelWidth);
        _weight = weight;
        _bias = bias;
        _folded = wiring.Norm is null ? null : new FoldedWeights(weight, bias, wiring.Norm);
        _thin = _geometry.Taps > 1 && _geometry.Input.Channels * _geometry.KernelWidth < ThinRow;
        _bands = ConvolutionBand.Cut(_geometry, pool, _thin, weight.Stride, wiring.Training);
        _packed = new PackedWeights(_geometry.Output.Channels, weight.Rows, wiring.Kernels.TileRows);

        int bandPixels = _bands.Max(band => band.Pixels);
        _patchFloats = _thin ? bandPixels * weight.Rows * Lanes.Count : 0;
        if (wiring.Training)
        {
            bool passesOn = !wiring.InputGradients[0].IsEmpty;
            int channels = _geometry.Output.Channels;
            _turnedFloats = bandPixels * Lanes.Count * weight.Stride;
            if (wiring.Pool is not null)
            {
                _winners = wiring.Layout.Reserve(_geometry.Output.Pixels * channels);
                _spread = passesOn ? wiring.Layout.Reserve(_geometry.Output.Size * Lanes.Count) : default;
                _spreadFloats = passesOn ? 0 : bandPixels * channels * Lanes.Count;
            }

            if (passesOn)
            {
                _backwardInput = ConvolutionTables.BackwardInput(_geometry);
                _packedTransposed = new PackedWeights(_geometry.Input.Channels, _geometry.Taps * channels, wiring.Kernels.TileRows);
            }
        }

        wiring.Layout.NeedScratch(_turnedFloats + _spreadFloats + _patchFloats);
    }

    internal override bool CanFuseReLU => true;

    internal override void Prepare()
    {
        _folded?.Fold();
        _packed.PackColumns(_folded is null ? _weight.Values : _folded.Values, _weight.Stride);
        _packedTransposed?.PackTransposed(_weight.Values, _weight.Stride, _geometry.Taps);
    }

    internal override void Forward(Slice slice, int part)
    {
        KernelSet kernels = Wiring.Kernels;
        ReadOnlySpan<float> bias = _folded is not null ? _folded.Biases : _bias is not null ? _bias.Values : [];
        int floats = _geometry.Output.Channels * Lanes.Count;
        Span<float> output = slice[Wiring.Output];
        Span<uint> winners = Winners(slice);
        foreach (ConvolutionBand band in _bands)
        {
            ReadOnlySpan<float> input = Input(slice, band);
            int windowFloats = band.Windows * floats;
            if (_poolTaps == 1)
            {
                kernels.Product(_packed, band.Forward, input, bias, FusedReLU, output[..windowFloats]);
            }
            else
            {
                int bits = Math.Min(winners.Length, band.Pixels * _geometry.Output.Channels);
                kernels.ProductPooled(_packed, band.Forward, _poolTaps, input, bias, FusedReLU, output[..windowFloats], winners[..bits]);
                winners = winners[bits..];
            }

            output = output[windowFloats..];
        }
    }

    internal override void Backward(Slice slice, int part)
    {
        KernelSet kernels = Wiring.Kernels;
        int channels = _geometry.Output.Channels;
        Span<float> turned = slice.Scratch(_turnedFloats);
        Span<float> gradient = slice[Wiring.OutputGradient];
        Span<uint> winners = Winners(slice);
        bool accumulate = !slice.StartsPiece;
        foreach (ConvolutionBand band in _bands)
        {
            int floats = band.Pixels * channels * Lanes.Count;
            Span<float> bandGradient = gradient[..(band.Windows * channels * Lanes.Count)];
            gradient = gradient[bandGradient.Length..];
            if (_poolTaps > 1)
            {
                Span<float> spread = _spread.IsEmpty
                    ? slice.Scratch(_turnedFloats + _spreadFloats).Slice(_turnedFloats, floats)
                    : slice[_spread].Slice(band.FirstPixel * channels * Lanes.Count, floats);
                kernels.SpreadPooled(bandGradient, winners, channels, band.Destinations, _poolTaps, spread);
                winners = winners[(band.Pixels * channels)..];
                bandGradient = spread;
            }

            kernels.Turn(bandGradient, channels, _weight.Stride, turned);
            kernels.ProductOverLanes(
                band.Runs, band.BackwardWeights!, Input(slice, band), turned, _weight.Stride, accumulate, WeightGradient(slice, _weight));
            if (_bias is not null)
                AddBiasGradient(slice, _bias, bandGradient, accumulate);

            accumulate = true;
        }

        if (_backwardInput is not null)
        {
            Region source = _spread.IsEmpty ? Wiring.OutputGradient : _spread;
            kernels.Product(_packedTransposed!, _backwardInput, slice[source], [], relu: false, slice[Wiring.InputGradients[0]]);
        }
    }

    private Span<uint> Winners(Slice slice) => MemoryMarshal.Cast<float, uint>(slice[_winners]);

    /// <summary>What the products of a band read: the input itself, or the windows of a thin one copied together.</summary>
    private ReadOnlySpan<float> Input(Slice slice, ConvolutionBand band)
    {
        ReadOnlySpan<float> input = slice[Wiring.Inputs[0]];
        if (!_thin)
            return input;

        Span<float> patches = slice.Scratch(_turnedFloats + _spreadFloats + _patchFloats)[(_turnedFloats + _spreadFloats)..];
        Wiring.Kernels.Gather(input, band.PatchSources, _geometry.Input.Channels * Lanes.Count, patches);
        return patches;
    }
}
