using System.Runtime.CompilerServices;
using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>
/// A 3x3 convolution of stride 1 in training by Winograd's algorithm F(4x4, 3x3), forward and on both ways back, with a quarter of the multiplications where
/// maps are multiples of four. Inference does not use it: there every image gets the same bits alone and in a batch.
/// </summary>
internal sealed class WinogradOperation : Operation
{
    /// <summary>What transforming a tile costs, in products of a channel with all of those of the other side.</summary>
    private const double CostOfTransforms = 19;

    /// <summary>What transforming and packing the weights costs once a step, in products of a tile.</summary>
    private const double CostOfWeights = 1.7;

    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private readonly WindowGeometry _geometry;
    private readonly WinogradProduct _forward;
    private readonly WinogradProduct? _backward;
    private readonly AlignedBuffer _factors;
    private readonly TapTable _overLanes = new();
    private readonly (int FirstRow, int Rows)[] _runs;
    private readonly float[] _ones;

    private readonly int _inputFloats;
    private readonly int _gradientFloats;
    private readonly int _turnedFloats;
    private readonly int _factorFloats;

    internal WinogradOperation(Wiring wiring, in WindowGeometry geometry, Parameter weight, Parameter? bias)
        : base(wiring)
    {
        _weight = weight;
        _bias = bias;
        _geometry = geometry;
        (Shape input, Shape output, int rows) = (geometry.Input, geometry.Output, wiring.Kernels.TileRows);
        _factorFloats = input.Channels * weight.Stride;
        _factors = new AlignedBuffer(WinogradTiles.Products * _factorFloats);
        _forward = new WinogradProduct(input, output, geometry.PadTop, geometry.PadLeft, rows, reversed: false);
        _ones = [.. Enumerable.Repeat(1f, output.Channels)];
        if (!wiring.InputGradients[0].IsEmpty)
            _backward = new WinogradProduct(output, input, 2 - geometry.PadTop, 2 - geometry.PadLeft, rows, reversed: true);

        _inputFloats = input.Channels * Lanes.Count;
        _gradientFloats = weight.Stride * Lanes.Count;
        _turnedFloats = WinogradTiles.Size * WinogradTiles.Size * _gradientFloats;
        _runs = new (int, int)[WinogradTiles.Products];
        for (int i = 0; i < WinogradTiles.Products; i++)
        {
            _runs[i] = (i * input.Channels, input.Channels);
            _overLanes.AddApart(new Segment(i * _inputFloats, i * Lanes.Count, Lanes.Count));
            _overLanes.NextDestination();
        }

        _overLanes.Seal();
        wiring.Layout.NeedScratch(Math.Max(_forward.ScratchFloats, _backward?.ScratchFloats ?? 0));
        wiring.Layout.NeedScratch((WinogradTiles.Products * (_inputFloats + _gradientFloats + _factorFloats)) + _turnedFloats);
    }

    internal override bool CanFuseReLU => true;

    /// <summary>
    /// Whether this is the faster way for a convolution. The costs are those of 22 layers of 8 to 112 channels on maps of 5x5 to 28x28, measured with AVX2:
    /// from 64 channels on it took two thirds of the time, below 16 it never paid.
    /// </summary>
    internal static bool Pays(Wiring wiring, in WindowGeometry g)
    {
        if (!wiring.Training || wiring.Pool is not null || g is not { KernelHeight: 3, KernelWidth: 3, StrideY: 1, StrideX: 1, Dilation: 1 })
            return false;

        int tiles = TilesOf(g.Output.Height) * TilesOf(g.Output.Width);
        double cost = tiles + CostOfWeights + (tiles * CostOfTransforms * ((1.0 / g.Input.Channels) + (1.0 / g.Output.Channels)));
        return cost * WinogradTiles.Products < g.Taps * g.Output.Pixels;

        static int TilesOf(int length) => (length + WinogradTiles.Size - 1) / WinogradTiles.Size;
    }

    internal override void Prepare()
    {
        KernelSet kernels = Wiring.Kernels;
        kernels.WinogradWeights(_weight.Values, flipped: false, _factorFloats, _factors.Span);
        _forward.Weights.PackColumns(_factors.Span, _weight.Stride);
        if (_backward is null)
            return;

        kernels.WinogradWeights(_weight.Values, flipped: true, _factorFloats, _factors.Span);
        _backward.Weights.PackTransposed(_factors.Span, _weight.Stride, WinogradTiles.Products);
    }

    internal override void Forward(Slice slice, int part)
    {
        Span<float> output = slice[Wiring.Output];
        _forward.Run(Wiring.Kernels, slice[Wiring.Inputs[0]], output, slice.Scratch(_forward.ScratchFloats));
        if (_bias is not null)
            Wiring.Kernels.ScaleChannels(output, _ones, _bias.Values[..Channels], FusedReLU, output);
        else if (FusedReLU)
            Wiring.Kernels.Rectify(output, slope: 0, output);
    }

    internal override void Backward(Slice slice, int part)
    {
        AddWeightGradient(slice);
        ReadOnlySpan<float> gradient = slice[Wiring.OutputGradient];
        if (_bias is not null)
            AddBiasGradient(slice, _bias, gradient, accumulate: !slice.StartsPiece);

        _backward?.Run(Wiring.Kernels, gradient, slice[Wiring.InputGradients[0]], slice.Scratch(_backward.ScratchFloats));
    }

    private int Channels => _geometry.Output.Channels;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddWeightGradient(Slice slice)
    {
        KernelSet kernels = Wiring.Kernels;
        ReadOnlySpan<float> input = slice[Wiring.Inputs[0]];
        Span<float> scratch = slice.Scratch((WinogradTiles.Products * (_inputFloats + _gradientFloats + _factorFloats)) + _turnedFloats);
        Span<float> inputs = Take(ref scratch, WinogradTiles.Products * _inputFloats);
        Span<float> gradients = Take(ref scratch, WinogradTiles.Products * _gradientFloats);
        Span<float> factors = Take(ref scratch, WinogradTiles.Products * _factorFloats);
        Span<int> places = stackalloc int[WinogradTiles.Size * WinogradTiles.Size];
        for (int tile = 0; tile < _forward.Tiles.Count; tile++)
        {
            kernels.WinogradInput(_forward.Tiles.Sources(tile), input, _inputFloats, inputs);
            Turn(slice, _forward.Tiles.Targets(tile), scratch, places);
            kernels.WinogradOutputGradient(places, scratch, _gradientFloats, gradients);
            kernels.ProductOverLanes(_runs, _overLanes, inputs, gradients, _weight.Stride, accumulate: tile > 0, factors);
        }

        kernels.WinogradWeightsGradient(factors, _factorFloats, factors);
        Span<float> sum = WeightGradient(slice, _weight);
        if (slice.StartsPiece)
            factors[..sum.Length].CopyTo(sum);
        else
            kernels.Add(factors[..sum.Length], sum);
    }

    /// <summary>Turns the gradients of a tile's pixels, those of a row at once, and says where they are.</summary>
    private void Turn(Slice slice, ReadOnlySpan<int> pixels, Span<float> turned, Span<int> places)
    {
        int floats = Channels * Lanes.Count;
        ReadOnlySpan<float> gradient = slice[Wiring.OutputGradient];
        for (int row = 0; row < pixels.Length; row += WinogradTiles.Size)
        {
            int count = 0;
            for (int i = row; i < row + WinogradTiles.Size; i++)
            {
                places[i] = pixels[i] < 0 ? -1 : i;
                count += pixels[i] < 0 ? 0 : 1;
            }

            if (count > 0)
                Wiring.Kernels.Turn(gradient.Slice(pixels[row] * floats, count * floats), Channels, _weight.Stride, turned[(row * _gradientFloats)..]);
        }
    }

    private static Span<float> Take(ref Span<float> scratch, int floats)
    {
        Span<float> taken = scratch[..floats];
        scratch = scratch[floats..];
        return taken;
    }
}
