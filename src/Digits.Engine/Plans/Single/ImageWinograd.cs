using System.Runtime.CompilerServices;
using Digits.Engine.Kernels;
using Digits.Engine.Plans.Layout;

namespace Digits.Engine.Plans.Single;

/// <summary>
/// A 3x3 convolution of stride 1 by Winograd's algorithm, with batch normalization multiplied in, ReLU and max pooling by 2x2. The sums are those of
/// <see cref="Batch.WinogradOperation"/> in the same order, and so are the bits.
/// </summary>
internal sealed class ImageWinograd : ImageOperation
{
    /// <summary>Multiply-adds of a part: more than a convolution's, since every part goes through all the factors.</summary>
    private const long PartMultiplyAdds = 200_000;
    private const int MostParts = 16;

    private readonly ImageWiring _wiring;
    private readonly WinogradForm _form = WinogradForm.Inference;
    private readonly WinogradTiles _tiles;
    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private readonly FoldedWeights? _folded;
    private readonly AlignedBuffer _factors;
    private readonly AlignedBuffer _noBias;
    private readonly Region _inputs;
    private readonly Region _products;
    private readonly int[] _rows;

    internal ImageWinograd(ImageWiring wiring, in WindowGeometry geometry, Parameter weight, Parameter? bias)
    {
        _wiring = wiring;
        (_weight, _bias) = (weight, bias);
        _folded = wiring.Fusion.Norm is null ? null : new FoldedWeights(weight, bias, wiring.Fusion.Norm);
        _factors = new AlignedBuffer(_form.Products * Channels * weight.Stride);
        _noBias = new AlignedBuffer(weight.Stride);
        WindowGeometry g = geometry.CropTo(wiring.Fusion.Pool);
        _tiles = new WinogradTiles(_form, g);
        _inputs = wiring.Layout.Reserve(_tiles.Count * TileFloats);
        _products = wiring.Layout.Reserve(_tiles.Count * _form.Products * weight.Stride);
        _rows = [.. Enumerable.Range(0, _tiles.Count).Select(tile => tile * TileFloats)];
        long multiplyAdds = (long)_tiles.Count * _form.Products * Channels * weight.Stride;
        Parts = (int)Math.Clamp(multiplyAdds / PartMultiplyAdds, 1, Math.Min(_tiles.Count, MostParts));
    }

    internal override int Parts { get; }

    /// <summary>Whether this is the faster way for a convolution: exactly where <see cref="Batch.WinogradOperation"/> computes it in a batch.</summary>
    internal static bool Pays(in WindowGeometry geometry, Window2D? pool) => WinogradForm.Find(training: false, geometry, pool) is not null;

    internal override void Prepare()
    {
        _folded?.Fold();
        ReadOnlySpan<float> weights = _folded is null ? _weight.Values : _folded.Values;
        _wiring.Kernels.WinogradWeights(_form, weights, Channels * _weight.Stride, _factors.Span);
    }

    internal override void Run(AlignedBuffer memory) => RunTiles(memory, 0, _tiles.Count);

    internal override void RunPart(AlignedBuffer memory, int part) => RunTiles(memory, part * _tiles.Count / Parts, (part + 1) * _tiles.Count / Parts);

    private int Channels => _wiring.Input.Shape.Channels;

    /// <summary>Floats of a tile's transformed inputs, <c>[products][channels]</c>.</summary>
    private int TileFloats => _form.Products * _wiring.Input.Stride;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunTiles(AlignedBuffer memory, int first, int end)
    {
        KernelSet kernels = _wiring.Kernels;
        int stride = _weight.Stride;
        ReadOnlySpan<float> input = memory.Slice(_wiring.Input.Region);
        Span<float> inputs = memory.Slice(_inputs);
        for (int tile = first; tile < end; tile++)
            kernels.WinogradInput(_form, _tiles.Sources(tile), input, _wiring.Input.Stride, inputs.Slice(tile * TileFloats, TileFloats));

        ReadOnlySpan<float> bias = _folded is not null ? _folded.Biases : _bias is not null ? _bias.Values : _noBias.Span;
        Span<float> products = memory.Slice(_products)[(first * _form.Products * stride)..(end * _form.Products * stride)];
        int step = (end - first) * stride;
        for (int i = 0; i < _form.Products; i++)
        {
            kernels.ProductOfRows(
                inputs[(i * _wiring.Input.Stride)..], _rows.AsSpan(first..end), [new Segment(0, i * Channels, Channels)], _factors.Span, stride, Range.All,
                i == _form.BiasProduct ? bias : _noBias.Span, relu: false, products.Slice(i * step, step));
        }

        Span<float> output = memory.Slice(_wiring.Output.Region);
        for (int tile = first; tile < end; tile++)
        {
            ReadOnlySpan<int> pixels = _wiring.Fusion.Pool is null ? _tiles.Targets(tile) : _tiles.Window(tile);
            kernels.WinogradOutput(products[((tile - first) * stride)..], step, stride, pixels, _wiring.Fusion.ReLU, output);
        }
    }
}
