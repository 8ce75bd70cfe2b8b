using BenchmarkDotNet.Attributes;
using Digits.Engine;
using Digits.Engine.Kernels;

namespace Digits.Benchmarks;

/// <summary>Pooling by 2x2 of 32 maps of 10x10 and 64 channels.</summary>
public class PoolingBenchmarks : KernelBenchmark
{
    private const int Channels = 64;
    private const int Taps = 4;

    private readonly WindowGeometry _geometry = new Window2D(2, 2, 2, 2).Over(new Shape(Channels, 10, 10), Channels);
    private readonly int[] _destinations = [.. Enumerable.Range(0, 100)];
    private readonly uint[] _winners = new uint[100 * Channels];
    private float[] _x = [];
    private float[] _y = [];
    private float[] _gy = [];
    private float[] _gx = [];

    private protected override void Prepare()
    {
        _x = Random(_geometry.Input.Size * Lanes.Count);
        _y = new float[_geometry.Output.Size * Lanes.Count];
        _gy = Random(_y.Length);
        _gx = new float[_x.Length];
        Kernels.MaxPool(_geometry, _x, _y);

        // A quarter of the lanes won in each tap.
        for (int i = 0; i < _winners.Length; i++)
            _winners[i] = 0x11111111u << (i % Taps);
    }

    [Benchmark]
    public void MaxPool() => Kernels.MaxPool(_geometry, _x, _y);

    [Benchmark]
    public void MaxPoolBackward() => Kernels.MaxPoolBackward(_geometry, _x, _y, _gy, _gx);

    [Benchmark]
    public void AveragePool() => Kernels.AveragePool(_geometry, countPadding: false, _x, _gy);

    [Benchmark]
    public void AveragePoolBackward() => Kernels.AveragePoolBackward(_geometry, countPadding: false, _gy, _gx);

    [Benchmark]
    public void SpreadPooled() => Kernels.SpreadPooled(_gy, _winners, Channels, _destinations, Taps, _gx);
}
