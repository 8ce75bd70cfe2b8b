using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>
/// Convolution or dense layer, with batch normalisation multiplied in, ReLU and max pool. An input with padding is first copied into a map with zeros around it,
/// so that every pixel takes the same steps.
/// </summary>
internal sealed class ImageConvolution : ImageOperation
{
    private readonly ImageWiring _wiring;
    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private readonly FoldedWeights? _folded;
    private readonly AlignedBuffer _noBias;
    private readonly Segment[] _segments;
    private readonly int[] _rows;
    private readonly int _poolTaps = 1;
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

    internal override void Run(AlignedBuffer memory)
    {
        KernelSet kernels = _wiring.Kernels;
        Span<float> output = memory.Slice(_wiring.Output.Region);
        ReadOnlySpan<float> weights = _folded is null ? _weight.Values : _folded.Values;
        ReadOnlySpan<float> bias = _folded is not null ? _folded.Biases : _bias is not null ? _bias.Values : _noBias.Span;
        bool relu = _wiring.Fusion.ReLU;
        ReadOnlySpan<float> input = _padded.IsEmpty ? memory.Slice(_wiring.Input.Region) : Pad(memory);
        if (_poolTaps == 1)
        {
            kernels.ProductOfRows(input, _rows, _segments, weights, _weight.Stride, bias, relu, output);
            return;
        }

        Span<float> unpooled = memory.Slice(_unpooled);
        kernels.ProductOfRows(input, _rows, _segments, weights, _weight.Stride, bias, relu, unpooled);
        kernels.MaxOfRows(unpooled, _poolTaps, _weight.Stride, output);
    }

    /// <summary>The zeros around the map are written once, when the memory is made.</summary>
    private Span<float> Pad(AlignedBuffer memory)
    {
        ReadOnlySpan<float> input = memory.Slice(_wiring.Input.Region);
        Span<float> padded = memory.Slice(_padded);
        int stride = _wiring.Input.Stride;
        int row = _geometry.Input.Width * stride;
        for (int y = 0; y < _geometry.Input.Height; y++)
            input.Slice(y * row, row).CopyTo(padded[((((y + _geometry.PadTop) * _paddedWidth) + _geometry.PadLeft) * stride)..]);

        return padded;
    }
}
