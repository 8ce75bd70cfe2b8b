using System.Runtime.CompilerServices;
using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>A 3x3 convolution from one map to another by Winograd's algorithm, tile by tile: transform, 36 products of matrices, transform back.</summary>
internal sealed class WinogradProduct
{
    private readonly int _sourceFloats;
    private readonly int _targetFloats;
    private readonly TapTable _table = new();

    /// <summary>Lays out a product.</summary>
    /// <param name="source">The map that is read.</param>
    /// <param name="target">The map that is made.</param>
    /// <param name="padTop">Rows of zeros above the source.</param>
    /// <param name="padLeft">Columns of zeros on its left.</param>
    /// <param name="largestTile">See <see cref="PackedWeights"/>.</param>
    /// <param name="reversed">Whether the factors are packed last first, as <see cref="PackedWeights.PackTransposed"/> does.</param>
    internal WinogradProduct(Shape source, Shape target, int padTop, int padLeft, int largestTile, bool reversed)
    {
        Tiles = new WinogradTiles(source, target, padTop, padLeft);
        _sourceFloats = source.Channels * Lanes.Count;
        _targetFloats = target.Channels * Lanes.Count;
        Weights = new PackedWeights(target.Channels, WinogradTiles.Products * source.Channels, largestTile);
        for (int i = 0; i < WinogradTiles.Products; i++)
        {
            int place = reversed ? WinogradTiles.Products - 1 - i : i;
            _table.AddApart(new Segment(place * source.Channels, i * source.Channels, source.Channels));
            _table.NextDestination();
        }

        _table.Seal();
    }

    internal WinogradTiles Tiles { get; }

    /// <summary>The factors, for the caller to pack.</summary>
    internal PackedWeights Weights { get; }

    /// <summary>Floats of scratch that <see cref="Run"/> needs.</summary>
    internal int ScratchFloats => WinogradTiles.Products * (_sourceFloats + _targetFloats);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Run(KernelSet kernels, ReadOnlySpan<float> source, Span<float> target, Span<float> scratch)
    {
        Span<float> inputs = scratch[..(WinogradTiles.Products * _sourceFloats)];
        Span<float> products = scratch.Slice(inputs.Length, WinogradTiles.Products * _targetFloats);
        for (int tile = 0; tile < Tiles.Count; tile++)
        {
            kernels.WinogradInput(Tiles.Sources(tile), source, _sourceFloats, inputs);
            kernels.Product(Weights, _table, inputs, [], relu: false, products);
            kernels.WinogradOutput(products, _targetFloats, Tiles.Targets(tile), target);
        }
    }
}
