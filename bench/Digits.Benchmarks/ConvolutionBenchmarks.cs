using BenchmarkDotNet.Attributes;
using Digits.Engine;
using Digits.Engine.Kernels;

namespace Digits.Benchmarks;

/// <summary>
/// The products of a convolution of 3x3 on 32 images, band by band as a plan calls them: a first layer whose windows are copied together, a wide layer, a small
/// last map.
/// </summary>
public class ConvolutionBenchmarks : KernelBenchmark
{
    private static readonly Window2D _pool = new(2, 2, 2, 2);

    private WindowGeometry _geometry;
    private ConvolutionBand[] _bands = [];
    private ConvolutionBand[] _pooledBands = [];
    private TapTable _backwardInput = null!;
    private PackedWeights _packed = null!;
    private PackedWeights _packedTransposed = null!;
    private int _columns;
    private float[] _input = [];
    private float[] _inputGradient = [];
    private float[] _output = [];
    private float[] _bias = [];
    private float[] _turned = [];
    private float[] _weightGradient = [];
    private uint[] _winners = [];

    /// <summary>Input channels x side -> output channels.</summary>
    [Params("1x28->32", "32x13->64", "64x5->128")]
    public string Layer { get; set; } = "";

    private protected override void Prepare()
    {
        int[] sizes = [.. Layer.Split('x', '-', '>').Where(part => part.Length > 0).Select(int.Parse)];
        (int channels, int side, int filters) = (sizes[0], sizes[1], sizes[2]);
        bool thin = channels == 1;
        WindowGeometry whole = new Window2D(3, 3).Over(new Shape(channels, side, side), filters);

        // Whole pooling windows only, so that both forward kernels do the same work.
        int pooledSide = whole.Output.Height / 2 * 2;
        _geometry = whole.Crop(pooledSide, pooledSide);
        _columns = (filters + 15) / 16 * 16;
        _bands = ConvolutionBand.Cut(_geometry, new Window2D(1, 1), thin, _columns, training: true);
        _pooledBands = ConvolutionBand.Cut(_geometry, _pool, thin, _columns, training: false);
        int bandPixels = Math.Max(_bands.Max(band => band.Pixels), _pooledBands.Max(band => band.Pixels));
        int steps = _geometry.Taps * channels;
        _packed = new PackedWeights(filters, steps, Kernels.TileRows);
        _packed.PackColumns(Random(steps * _columns), _columns);
        _packedTransposed = new PackedWeights(channels, _geometry.Taps * filters, Kernels.TileRows);
        _packedTransposed.PackTransposed(Random(steps * _columns), _columns, _geometry.Taps);
        _backwardInput = ConvolutionTables.BackwardInput(_geometry);

        _input = Random((thin ? bandPixels * steps : _geometry.Input.Size) * Lanes.Count);
        _inputGradient = new float[_geometry.Input.Size * Lanes.Count];
        _output = Random(_geometry.Output.Size * Lanes.Count);
        _bias = Random(filters);
        _turned = Random(bandPixels * Lanes.Count * _columns);
        _weightGradient = new float[steps * _columns];
        _winners = new uint[_geometry.Output.Size];
    }

    [Benchmark(Description = "Product: forward")]
    public void Forward()
    {
        foreach (ConvolutionBand band in _bands)
            Kernels.Product(_packed, band.Forward, _input, _bias, relu: true, Pixels(band.FirstPixel, band.Pixels));
    }

    [Benchmark(Description = "ProductPooled: forward, max pool 2x2")]
    public void ForwardPooled()
    {
        foreach (ConvolutionBand band in _pooledBands)
            Kernels.ProductPooled(_packed, band.Forward, 4, _input, _bias, relu: true, Pixels(band.FirstPixel / 4, band.Windows), _winners);
    }

    [Benchmark(Description = "Product: gradient to input")]
    public void BackwardInput() => Kernels.Product(_packedTransposed, _backwardInput, _output, [], relu: false, _inputGradient);

    [Benchmark(Description = "Turn")]
    public void Turn()
    {
        foreach (ConvolutionBand band in _bands)
            Kernels.Turn(Pixels(band.FirstPixel, band.Pixels), _geometry.Output.Channels, _columns, _turned);
    }

    [Benchmark(Description = "ProductOverLanes: gradient to weights")]
    public void BackwardWeights()
    {
        foreach (ConvolutionBand band in _bands)
            Kernels.ProductOverLanes(band.Runs, band.BackwardWeights!, _input, _turned, _columns, accumulate: true, _weightGradient);
    }

    private Span<float> Pixels(int first, int count)
    {
        int floats = _geometry.Output.Channels * Lanes.Count;
        return _output.AsSpan(first * floats, count * floats);
    }
}
