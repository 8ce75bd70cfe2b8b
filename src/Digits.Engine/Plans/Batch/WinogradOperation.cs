using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Digits.Engine.Kernels;
using Digits.Engine.Plans.Layout;

namespace Digits.Engine.Plans.Batch;

/// <summary>
/// A 3x3 convolution of stride 1 by Winograd's algorithm, in training forward and on both ways back, with the max pooling by 2x2 that may follow it. Inference
/// has another form of it, with which every image gets the same bits alone and in a batch: see <see cref="Single.ImageWinograd"/>.
/// </summary>
internal sealed class WinogradOperation : Operation
{
    private readonly WinogradForm _form;
    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private readonly FoldedWeights? _folded;
    private readonly WindowGeometry _geometry;
    private readonly WinogradProduct _forward;
    private readonly WinogradProduct? _backward;
    private readonly AlignedBuffer _factors;
    private readonly TapTable _overLanes = new();
    private readonly (int FirstRow, int Rows)[] _runs;

    /// <summary>The pixels of each pooling window, which of them won, a bit a lane, and the gradient before pooling.</summary>
    private readonly int[] _windows = [];
    private readonly Region _winners;
    private readonly Region _spread;

    private readonly int _inputFloats;
    private readonly int _gradientFloats;
    private readonly int _turnedFloats;
    private readonly int _factorFloats;

    internal WinogradOperation(Wiring wiring, in WindowGeometry geometry, Parameter weight, Parameter? bias)
        : base(wiring)
    {
        (_form, _geometry) = (FormFor(wiring), geometry.CropTo(wiring.Pool));
        (_weight, _bias) = (weight, bias);
        _folded = wiring.Norm is null ? null : new FoldedWeights(weight, bias, wiring.Norm);
        (Shape input, Shape output, int rows) = (_geometry.Input, _geometry.Output, wiring.Kernels.TileRows);
        _factorFloats = input.Channels * weight.Stride;
        _factors = new AlignedBuffer(_form.Products * _factorFloats);
        _forward = new WinogradProduct(_form, input, output, geometry.PadTop, geometry.PadLeft, rows, backward: false);
        wiring.Layout.NeedScratch(_forward.ScratchFloats);
        _runs = new (int, int)[_form.Products];
        if (!wiring.Training)
            return;

        if (!wiring.InputGradients[0].IsEmpty)
            _backward = new WinogradProduct(_form, output, input, 2 - geometry.PadTop, 2 - geometry.PadLeft, rows, backward: true);

        if (wiring.Pool is { } pool)
        {
            _windows = PoolingWindows.Order(output.Height, output.Width, pool);
            _winners = wiring.Layout.Reserve(output.Size);
            _spread = wiring.Layout.Reserve(output.Size * Lanes.Count);
        }

        _inputFloats = input.Channels * Lanes.Count;
        _gradientFloats = weight.Stride * Lanes.Count;
        _turnedFloats = _form.Results * _gradientFloats;
        for (int i = 0; i < _form.Products; i++)
        {
            _runs[i] = (i * input.Channels, input.Channels);
            _overLanes.AddApart(new Segment(i * _inputFloats, i * Lanes.Count, Lanes.Count));
            _overLanes.NextDestination();
        }

        _overLanes.Seal();
        wiring.Layout.NeedScratch(_backward?.ScratchFloats ?? 0);
        wiring.Layout.NeedScratch((_form.Products * (_inputFloats + _gradientFloats + _factorFloats)) + _turnedFloats);
    }

    internal override bool CanFuseReLU => true;

    /// <summary>Whether this is the faster way for a convolution.</summary>
    internal static bool Pays(Wiring wiring, in WindowGeometry geometry) => FormFor(wiring).Pays(geometry.CropTo(wiring.Pool), wiring.Pool);

    internal override void Prepare()
    {
        KernelSet kernels = Wiring.Kernels;
        _folded?.Fold();
        kernels.WinogradWeights(_form, _folded is null ? _weight.Values : _folded.Values, flipped: false, _factorFloats, _factors.Span);
        _forward.Weights.PackColumns(_factors.Span, _weight.Stride);
        if (_backward is null)
            return;

        kernels.WinogradWeights(_form, _weight.Values, flipped: true, _factorFloats, _factors.Span);
        _backward.Weights.PackTransposed(_factors.Span, _weight.Stride, _form.Products);
    }

    internal override void Forward(Slice slice, int part)
    {
        ReadOnlySpan<float> input = slice[Wiring.Inputs[0]];
        ReadOnlySpan<float> bias = _folded is not null ? _folded.Biases : _bias is not null ? _bias.Values : [];
        _forward.Run(
            Wiring.Kernels, input, bias, FusedReLU, Wiring.Pool is not null, slice[Wiring.Output], Winners(slice), slice.Scratch(_forward.ScratchFloats));
    }

    internal override void Backward(Slice slice, int part)
    {
        Span<float> gradient = slice[Wiring.OutputGradient];
        if (Wiring.Pool is not null)
        {
            Span<float> spread = slice[_spread];
            Wiring.Kernels.SpreadPooled(gradient, Winners(slice), Channels, _windows, taps: 4, spread);
            gradient = spread;
        }

        AddWeightGradient(slice, gradient);
        if (_bias is not null)
            AddBiasGradient(slice, _bias, gradient, accumulate: !slice.StartsPiece);

        if (_backward is not null)
            RunBackward(slice, _backward, gradient);
    }

    private int Channels => _geometry.Output.Channels;

    private static WinogradForm FormFor(Wiring wiring) => wiring.Training ? WinogradForm.Training : WinogradForm.Inference;

    private Span<uint> Winners(Slice slice) => MemoryMarshal.Cast<float, uint>(slice[_winners]);

    private void RunBackward(Slice slice, WinogradProduct product, ReadOnlySpan<float> gradient)
    {
        Span<float> target = slice[Wiring.InputGradients[0]];
        foreach (int pixel in product.Tiles.Zeros)
            target.Slice(pixel * _inputFloats, _inputFloats).Clear();

        product.Run(
            Wiring.Kernels, gradient, bias: [], relu: false, pool: false, target, winners: [], slice.Scratch(product.ScratchFloats));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddWeightGradient(Slice slice, ReadOnlySpan<float> gradient)
    {
        KernelSet kernels = Wiring.Kernels;
        ReadOnlySpan<float> input = slice[Wiring.Inputs[0]];
        Span<float> scratch = slice.Scratch((_form.Products * (_inputFloats + _gradientFloats + _factorFloats)) + _turnedFloats);
        Span<float> inputs = Take(ref scratch, _form.Products * _inputFloats);
        Span<float> gradients = Take(ref scratch, _form.Products * _gradientFloats);
        Span<float> factors = Take(ref scratch, _form.Products * _factorFloats);
        Span<int> places = stackalloc int[_form.Results];
        for (int tile = 0; tile < _forward.Tiles.Count; tile++)
        {
            kernels.WinogradInput(_form, _forward.Tiles.Sources(tile), input, _inputFloats, inputs);
            Turn(gradient, _forward.Tiles.Targets(tile), scratch, places);
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
    private void Turn(ReadOnlySpan<float> gradient, ReadOnlySpan<int> pixels, Span<float> turned, Span<int> places)
    {
        int floats = Channels * Lanes.Count;
        for (int row = 0; row < pixels.Length; row += _form.Size)
        {
            int count = 0;
            for (int i = row; i < row + _form.Size; i++)
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
