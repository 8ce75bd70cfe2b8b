using System.Runtime.CompilerServices;
using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>A 3x3 convolution from one map to another by Winograd's algorithm, tile by tile: transform, products of matrices, transform back.</summary>
internal sealed class WinogradProduct
{
    private readonly WinogradForm _form;
    private readonly int _sourceFloats;
    private readonly TapTable _table = new();

    /// <summary>Lays out a product.</summary>
    /// <param name="form">The algorithm.</param>
    /// <param name="source">The map that is read.</param>
    /// <param name="target">The map that is made, before it is pooled.</param>
    /// <param name="padTop">Rows of zeros above the source.</param>
    /// <param name="padLeft">Columns of zeros on its left.</param>
    /// <param name="largestTile">See <see cref="PackedWeights"/>.</param>
    /// <param name="backward">Whether gradients go back to the input: factors are then packed last first, as <see cref="PackedWeights.PackTransposed"/> does,
    /// and pixels that no gradient comes to are left to the caller.</param>
    internal WinogradProduct(WinogradForm form, Shape source, Shape target, int padTop, int padLeft, int largestTile, bool backward)
    {
        _form = form;
        Tiles = new WinogradTiles(form, source, target, padTop, padLeft, skipZeros: backward);
        _sourceFloats = source.Channels * Lanes.Count;
        Weights = new PackedWeights(target.Channels, form.Products * source.Channels, largestTile);
        for (int i = 0; i < form.Products; i++)
        {
            int place = backward ? form.Products - 1 - i : i;
            _table.AddApart(new Segment(place * source.Channels, i * source.Channels, source.Channels));
            _table.NextDestination();
        }

        _table.Seal();
    }

    internal WinogradTiles Tiles { get; }

    /// <summary>The factors, for the caller to pack.</summary>
    internal PackedWeights Weights { get; }

    /// <summary>Floats of scratch that <see cref="Run"/> needs.</summary>
    internal int ScratchFloats => (_form.Products * _sourceFloats) + _form.ScratchFloats(Weights);

    /// <summary>Computes the map, or the greatest pixels of its windows of 2x2.</summary>
    /// <param name="kernels">The arithmetic.</param>
    /// <param name="source">The map that is read.</param>
    /// <param name="bias">One value a channel, or empty.</param>
    /// <param name="relu">Whether negative results become zero.</param>
    /// <param name="pool">Whether the map is pooled.</param>
    /// <param name="target">The map that is made.</param>
    /// <param name="winners">Which pixel of each window won, for training: see <see cref="KernelSet.WinogradProductPooled"/>.</param>
    /// <param name="scratch">See <see cref="ScratchFloats"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Run(
        KernelSet kernels, ReadOnlySpan<float> source, ReadOnlySpan<float> bias, bool relu, bool pool, Span<float> target, Span<uint> winners,
        Span<float> scratch)
    {
        Span<float> inputs = scratch[..(_form.Products * _sourceFloats)];
        Span<float> products = scratch[inputs.Length..];
        for (int tile = 0; tile < Tiles.Count; tile++)
        {
            kernels.WinogradInput(_form, Tiles.Sources(tile), source, _sourceFloats, inputs);
            ReadOnlySpan<int> pixels = pool ? Tiles.Windows(tile) : Tiles.Targets(tile);
            if (pool && _form == WinogradForm.Training)
                kernels.WinogradProductPooled(Weights, _table, inputs, bias, relu, pixels, products, target, winners);
            else
                kernels.WinogradProduct(_form, Weights, _table, inputs, bias, relu, pixels, products, target);
        }
    }
}
