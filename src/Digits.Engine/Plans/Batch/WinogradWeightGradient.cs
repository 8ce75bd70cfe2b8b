using System.Runtime.CompilerServices;
using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>
/// The gradient to the weights of a convolution by Winograd's algorithm: inputs and output gradients are transformed as for the products, multiplied over the
/// images and tiles, and what comes out is the gradient to the factors. It is computed for some output channels at a time, so that it stays in the cache.
/// </summary>
internal sealed class WinogradWeightGradient
{
    /// <summary>Output channels at a time: two of the widest vectors.</summary>
    private const int BlockColumns = 32;

    private readonly WinogradForm _form;
    private readonly WinogradTiles _tiles;
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly int _stride;
    private readonly (int FirstRow, int Rows)[] _runs;
    private readonly TapTable _overLanes = new();

    /// <summary>Lays out the work.</summary>
    /// <param name="form">The algorithm.</param>
    /// <param name="tiles">The tiles of the convolution.</param>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="stride">Floats of a row of weights: the output channels, padded.</param>
    internal WinogradWeightGradient(WinogradForm form, WinogradTiles tiles, int inputs, int outputs, int stride)
    {
        (_form, _tiles, _inputs, _outputs, _stride) = (form, tiles, inputs, outputs, stride);
        _runs = new (int, int)[form.Products];
        for (int i = 0; i < form.Products; i++)
        {
            _runs[i] = (i * inputs, inputs);
            _overLanes.AddApart(new Segment(i * InputFloats, i * Lanes.Count, Lanes.Count));
            _overLanes.NextDestination();
        }

        _overLanes.Seal();
    }

    /// <summary>Floats of scratch that <see cref="Run"/> needs.</summary>
    internal int ScratchFloats =>
        (_form.Products * (InputFloats + (BlockColumns * (Lanes.Count + _inputs)))) + (_form.Results * BlockColumns * Lanes.Count);

    private int InputFloats => _inputs * Lanes.Count;

    /// <summary>Computes the gradient.</summary>
    /// <param name="kernels">The arithmetic.</param>
    /// <param name="input">The layer's input.</param>
    /// <param name="gradient">The gradient to its results.</param>
    /// <param name="accumulate">Whether to add to <paramref name="sum"/>.</param>
    /// <param name="sum">The gradient to the weights, <c>[9][input channels][stride]</c>.</param>
    /// <param name="scratch">See <see cref="ScratchFloats"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Run(
        KernelSet kernels, ReadOnlySpan<float> input, ReadOnlySpan<float> gradient, bool accumulate, Span<float> sum, Span<float> scratch)
    {
        Span<float> inputs = Take(ref scratch, _form.Products * InputFloats);
        Span<int> places = stackalloc int[_form.Results];
        for (int first = 0; first < _stride; first += BlockColumns)
        {
            int columns = Math.Min(BlockColumns, _stride - first), floats = columns * Lanes.Count;
            Span<float> rest = scratch;
            Span<float> gradients = Take(ref rest, _form.Products * floats);
            Span<float> factors = Take(ref rest, _form.Products * _inputs * columns);
            for (int tile = 0; tile < _tiles.Count; tile++)
            {
                if (_tiles.Count > 1 || first == 0)
                    kernels.WinogradInput(_form, _tiles.Sources(tile), input, InputFloats, inputs);

                Turn(kernels, gradient, first, columns, _tiles.Targets(tile), rest, places);
                kernels.WinogradOutputGradient(_form, places, rest, floats, gradients);
                kernels.ProductOverLanes(_runs, _overLanes, inputs, gradients, columns, accumulate: tile > 0, factors);
            }

            kernels.WinogradWeightsGradient(_form, factors, _inputs, columns, _stride, accumulate, sum[first..]);
        }
    }

    /// <summary>Turns some channels of the gradients of a tile's pixels and says where they are.</summary>
    private void Turn(
        KernelSet kernels, ReadOnlySpan<float> gradient, int first, int columns, ReadOnlySpan<int> pixels, Span<float> turned, Span<int> places)
    {
        int channels = Math.Min(columns, _outputs - first);
        for (int i = 0; i < pixels.Length; i++)
        {
            places[i] = pixels[i] < 0 ? -1 : i;
            if (pixels[i] < 0)
                continue;

            ReadOnlySpan<float> pixel = gradient.Slice(((pixels[i] * _outputs) + first) * Lanes.Count, channels * Lanes.Count);
            kernels.Turn(pixel, channels, columns, turned.Slice(i * columns * Lanes.Count, columns * Lanes.Count));
        }
    }

    private static Span<float> Take(ref Span<float> scratch, int floats)
    {
        Span<float> taken = scratch[..floats];
        scratch = scratch[floats..];
        return taken;
    }
}
