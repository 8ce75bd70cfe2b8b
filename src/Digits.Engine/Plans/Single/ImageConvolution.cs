using Digits.Engine.Kernels;
using Digits.Engine.Plans.Layout;

namespace Digits.Engine.Plans.Single;

/// <summary>
/// Convolution or dense layer, with batch normalization multiplied in, ReLU and max pool. An input with padding is first copied into a map with zeros around
/// it, so that every pixel takes the same steps.
/// </summary>
internal sealed class ImageConvolution : ImageOperation
{
    /// <summary>
    /// Multiply-adds of a part, one or two microseconds: enough to be worth a thread that spins for work, little enough that two threads end together.
    /// </summary>
    private const long PartMultiplyAdds = 70_000;
    private const int MostParts = 16;

    /// <summary>
    /// Up to so many pixels, the parts are output channels, so many at least: each thread then reads some of the weights, and those of a dense layer may fit
    /// into the caches of two cores where they do not fit into one's.
    /// </summary>
    private const int FewPixels = 12;
    private const int PartColumns = 64;

    private readonly ImageWiring _wiring;
    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private readonly FoldedWeights? _folded;
    private readonly AlignedBuffer _noBias;
    private readonly Segment[] _segments;
    private readonly int[] _rows;
    private readonly int _poolTaps = 1;
    private readonly bool _byColumns;
    private readonly Region _padded;
    private readonly Region _unpooled;
    private readonly WindowGeometry _geometry;
    private readonly int _paddedWidth;

    internal ImageConvolution(ImageWiring wiring, in WindowGeometry geometry, Window2D window, Parameter weight, Parameter? bias)
    {
        _wiring = wiring;
        _geometry = geometry;
        _weight = weight;
        _bias = bias;
        _folded = wiring.Fusion.Norm is null ? null : new FoldedWeights(weight, bias, wiring.Fusion.Norm);
        _noBias = new AlignedBuffer(weight.Stride);
        int stride = wiring.Input.Stride;
        _paddedWidth = geometry.Input.Width + window.PadLeft + window.PadRight;
        if (window.HasPadding)
            _padded = wiring.Layout.Reserve((geometry.Input.Height + window.PadTop + window.PadBottom) * _paddedWidth * stride);

        Window2D pool = wiring.Fusion.Pool ?? new Window2D(1, 1);
        _poolTaps = pool.KernelHeight * pool.KernelWidth;
        int[] pixels = PoolingWindows.Order(geometry.Output.Height, geometry.Output.Width, pool);
        if (_poolTaps > 1)
            _unpooled = wiring.Layout.Reserve(pixels.Length * weight.Stride);

        // A part's rows are whole pooled pixels.
        int outputs = pixels.Length / _poolTaps;
        long multiplyAdds = (long)pixels.Length * geometry.Taps * geometry.Input.Channels * weight.Stride;
        _byColumns = _poolTaps == 1 && outputs <= FewPixels;
        int most = _byColumns ? weight.Stride / PartColumns : outputs;
        Parts = (int)Math.Clamp(multiplyAdds / PartMultiplyAdds, 1, Math.Clamp(most, 1, MostParts));
        int width = geometry.Output.Width;
        _rows = new int[pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
            _rows[i] = (((pixels[i] / width * geometry.StrideY) * _paddedWidth) + (pixels[i] % width * geometry.StrideX)) * stride;

        TapTable taps = new();
        for (int tap = 0; tap < geometry.Taps; tap++)
        {
            int pixel = (tap / geometry.KernelWidth * _paddedWidth) + (tap % geometry.KernelWidth);
            taps.Add(new Segment(pixel * geometry.Dilation * stride, tap * geometry.Input.Channels, geometry.Input.Channels));
        }

        taps.NextDestination();
        _segments = taps.Seal().Segments.ToArray();
    }

    internal override void Prepare() => _folded?.Fold();

    internal override int Parts { get; }

    internal override void Run(AlignedBuffer memory)
    {
        Begin(memory);
        RunOutputs(memory, 0, _rows.Length / _poolTaps, Range.All);
    }

    internal override void Begin(AlignedBuffer memory)
    {
        if (!_padded.IsEmpty)
            Pad(memory);
    }

    internal override void RunPart(AlignedBuffer memory, int part)
    {
        const int Vector = 16;
        int outputs = _rows.Length / _poolTaps, vectors = _weight.Stride / Vector;
        if (_byColumns)
            RunOutputs(memory, 0, outputs, (part * vectors / Parts * Vector)..((part + 1) * vectors / Parts * Vector));
        else
            RunOutputs(memory, part * outputs / Parts, (part + 1) * outputs / Parts, Range.All);
    }

    private void RunOutputs(AlignedBuffer memory, int first, int end, Range columns)
    {
        KernelSet kernels = _wiring.Kernels;
        int stride = _weight.Stride;
        ReadOnlySpan<float> input = memory.Slice(_padded.IsEmpty ? _wiring.Input.Region : _padded);
        ReadOnlySpan<float> weights = _folded is null ? _weight.Values : _folded.Values;
        ReadOnlySpan<float> bias = _folded is not null ? _folded.Biases : _bias is not null ? _bias.Values : _noBias.Span;
        Range rows = (first * _poolTaps)..(end * _poolTaps);
        Span<float> unpooled = memory.Slice(_poolTaps == 1 ? _wiring.Output.Region : _unpooled)[(rows.Start.Value * stride)..(rows.End.Value * stride)];
        kernels.ProductOfRows(input, _rows.AsSpan(rows), _segments, weights, stride, columns, bias, _wiring.Fusion.ReLU, unpooled);
        if (_poolTaps > 1)
            kernels.MaxOfRows(unpooled, _poolTaps, stride, memory.Slice(_wiring.Output.Region)[(first * stride)..(end * stride)]);
    }

    /// <summary>The zeros around the map are written once, when the memory is made.</summary>
    private void Pad(AlignedBuffer memory)
    {
        ReadOnlySpan<float> input = memory.Slice(_wiring.Input.Region);
        Span<float> padded = memory.Slice(_padded);
        int stride = _wiring.Input.Stride;
        int row = _geometry.Input.Width * stride;
        for (int y = 0; y < _geometry.Input.Height; y++)
            input.Slice(y * row, row).CopyTo(padded[((((y + _geometry.PadTop) * _paddedWidth) + _geometry.PadLeft) * stride)..]);
    }
}
