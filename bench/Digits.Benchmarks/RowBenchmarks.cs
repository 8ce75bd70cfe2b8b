using BenchmarkDotNet.Attributes;
using Digits.Engine.Kernels;

namespace Digits.Benchmarks;

/// <summary>A single image: the second convolution of the classic network, 10x10 pixels of 64 channels from 3x3 pixels of 32, and its pooling by 2x2.</summary>
public class RowBenchmarks : KernelBenchmark
{
    private const int Channels = 32;
    private const int InputSide = 13;
    private const int Side = 10;
    private const int Columns = 64;

    private readonly float[] _x = Random(InputSide * InputSide * Channels);
    private readonly float[] _weights = Random(9 * Channels * Columns);
    private readonly float[] _bias = Random(Columns);
    private readonly float[] _y = new float[Side * Side * Columns];
    private readonly float[] _pooled = new float[Side * Side / 4 * Columns];
    private readonly int[] _rows = [.. Enumerable.Range(0, Side * Side).Select(pixel => ((pixel / Side * InputSide) + (pixel % Side)) * Channels)];

    // The three pixels of a kernel row lie side by side.
    private readonly Segment[] _segments = [.. Enumerable.Range(0, 3).Select(row => new Segment(row * InputSide * Channels, row * 3 * Channels, 3 * Channels))];

    [Benchmark]
    public void ProductOfRows() => Kernels.ProductOfRows(_x, _rows, _segments, _weights, Columns, Range.All, _bias, relu: true, _y);

    [Benchmark]
    public void MaxOfRows() => Kernels.MaxOfRows(_y, taps: 4, Columns, _pooled);
}
