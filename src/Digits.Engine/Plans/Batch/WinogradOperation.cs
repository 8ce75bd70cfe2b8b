using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Digits.Engine.Kernels;
using Digits.Engine.Plans.Layout;

namespace Digits.Engine.Plans.Batch;

/// <summary>
/// A 3x3 convolution of stride 1 by Winograd's algorithm, tile by tile: transform, products of matrices, transform back. In training the gradients go back
/// through the same steps, each transposed, and what pooling follows is done once the rows of its windows are complete. In inference a tile is one window, and
/// every image gets the same bits alone and in a batch: see <see cref="Single.ImageWinograd"/>.
/// </summary>
internal sealed class WinogradOperation : Operation
{
    private readonly WinogradForm _form;
    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private readonly FoldedWeights? _folded;
    private readonly WindowGeometry _geometry;
    private readonly WinogradTiles _tiles;
    private readonly WinogradFactors _forward;
    private readonly WinogradFactors? _backward;
    private readonly WinogradWeightGradient? _weightGradient;
    private readonly AlignedBuffer _factors;

    /// <summary>The pixels of each pooling window, which of them won, a bit a lane, and the map before pooling: its values, and later its gradient.</summary>
    private readonly int[] _windows = [];
    private readonly Region _winners;
    private readonly Region _map;
    private readonly int _poolTaps;

    internal WinogradOperation(Wiring wiring, WinogradForm form, in WindowGeometry geometry, Parameter weight, Parameter? bias)
        : base(wiring)
    {
        (_form, _geometry) = (form, geometry.CropTo(wiring.Pool));
        (_weight, _bias) = (weight, bias);
        _folded = wiring.Norm is null ? null : new FoldedWeights(weight, bias, wiring.Norm);
        (Shape input, Shape output, int rows) = (_geometry.Input, _geometry.Output, wiring.Kernels.TileRows);
        _tiles = new WinogradTiles(_form, _geometry);
        _factors = new AlignedBuffer(_form.Products * FactorFloats);
        _forward = new WinogradFactors(_form, input.Channels, output.Channels, rows, transposed: false);
        wiring.Layout.NeedScratch(ScratchFloats(_forward, input));
        if (!wiring.Training)
            return;

        if (!wiring.InputGradients[0].IsEmpty)
        {
            _backward = new WinogradFactors(_form, output.Channels, input.Channels, rows, transposed: true);
            wiring.Layout.NeedScratch(ScratchFloats(_backward, output));
        }

        if (wiring.Pool is { } pool)
        {
            _windows = PoolingWindows.Order(output.Height, output.Width, pool);
            _poolTaps = pool.KernelHeight * pool.KernelWidth;
            _winners = wiring.Layout.Reserve(output.Size);
            _map = wiring.Layout.Reserve(output.Size * Lanes.Count);
        }

        _weightGradient = new WinogradWeightGradient(_form, _tiles, input.Channels, output.Channels, weight.Stride);
        wiring.Layout.NeedScratch(_weightGradient.ScratchFloats);
    }

    internal override bool CanFuseReLU => true;

    internal override void Prepare()
    {
        _folded?.Fold();
        Wiring.Kernels.WinogradWeights(_form, _folded is null ? _weight.Values : _folded.Values, FactorFloats, _factors.Span);
        _forward.Pack(_factors.Span, _weight.Stride);
        _backward?.Pack(_factors.Span, _weight.Stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Forward(Slice slice, int part)
    {
        KernelSet kernels = Wiring.Kernels;
        ReadOnlySpan<float> input = slice[Wiring.Inputs[0]];
        ReadOnlySpan<float> bias = _folded is not null ? _folded.Biases : _bias is not null ? _bias.Values : [];
        int floats = _geometry.Input.Channels * Lanes.Count;
        Span<float> scratch = slice.Scratch(ScratchFloats(_forward, _geometry.Input));
        Span<float> inputs = scratch[..(_form.Products * floats)];
        bool poolsMap = !_map.IsEmpty;
        Span<float> target = slice[poolsMap ? _map : Wiring.Output];
        int pooled = 0;
        for (int tile = 0; tile < _tiles.Count; tile++)
        {
            kernels.WinogradInput(_form, _tiles.Sources(tile), input, floats, inputs);
            ReadOnlySpan<int> pixels = Wiring.Pool is null || poolsMap ? _tiles.Targets(tile) : _tiles.Window(tile);
            kernels.WinogradProduct(
                _form, _forward.Weights, _forward.Table, inputs, bias, FusedReLU && !poolsMap, pixels, scratch[inputs.Length..], target);
            if (poolsMap)
                pooled = PoolUpTo(_tiles.CompleteRows(tile), pooled, slice, target);
        }
    }

    internal override void Backward(Slice slice, int part)
    {
        Span<float> gradient = slice[Wiring.OutputGradient];
        if (Wiring.Pool is not null)
        {
            Span<float> spread = slice[_map];
            Wiring.Kernels.SpreadPooled(gradient, Winners(slice), Channels, _windows, _poolTaps, spread);
            gradient = spread;
        }

        _weightGradient!.Run(
            Wiring.Kernels, slice[Wiring.Inputs[0]], gradient, accumulate: !slice.StartsPiece, WeightGradient(slice, _weight),
            slice.Scratch(_weightGradient.ScratchFloats));
        if (_bias is not null)
            AddBiasGradient(slice, _bias, gradient, accumulate: !slice.StartsPiece);

        if (_backward is not null)
            RunBackward(slice, _backward, gradient);
    }

    private int Channels => _geometry.Output.Channels;

    private int FactorFloats => _geometry.Input.Channels * _weight.Stride;

    private Span<uint> Winners(Slice slice) => MemoryMarshal.Cast<float, uint>(slice[_winners]);

    private int ScratchFloats(WinogradFactors factors, Shape source) =>
        (_form.Products * source.Channels * Lanes.Count) + _form.ScratchFloats(factors.Weights);

    /// <summary>Pools the windows whose rows are complete, from the first that is not yet pooled, and says how many now are.</summary>
    private int PoolUpTo(int rows, int pooled, Slice slice, ReadOnlySpan<float> map)
    {
        Window2D pool = Wiring.Pool!.Value;
        int complete = rows / pool.KernelHeight * Wiring.OutputShape.Width;
        if (complete > pooled)
        {
            int floats = Channels * Lanes.Count;
            ReadOnlySpan<int> windows = _windows.AsSpan(pooled * _poolTaps, (complete - pooled) * _poolTaps);
            Wiring.Kernels.MaxOfWindows(
                map, windows, _poolTaps, Channels, FusedReLU, slice[Wiring.Output][(pooled * floats)..], Winners(slice)[(pooled * Channels * _poolTaps)..]);
        }

        return complete;
    }

    /// <summary>The gradient to the input: each tile adds to the pixels it was made from, which the first of them clears.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunBackward(Slice slice, WinogradFactors factors, ReadOnlySpan<float> gradient)
    {
        KernelSet kernels = Wiring.Kernels;
        Span<float> target = slice[Wiring.InputGradients[0]];
        int floats = Channels * Lanes.Count, inputFloats = _geometry.Input.Channels * Lanes.Count;
        Span<float> scratch = slice.Scratch(ScratchFloats(factors, _geometry.Output));
        Span<float> gradients = scratch[..(_form.Products * floats)];
        for (int tile = 0; tile < _tiles.Count; tile++)
        {
            foreach (int pixel in _tiles.FirstSources(tile))
                target.Slice(pixel * inputFloats, inputFloats).Clear();

            kernels.WinogradOutputGradient(_form, _tiles.Targets(tile), gradient, floats, gradients);
            kernels.WinogradInputGradient(_form, factors.Weights, factors.Table, gradients, _tiles.Sources(tile), scratch[gradients.Length..], target);
        }
    }
}
