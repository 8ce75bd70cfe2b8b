using BenchmarkDotNet.Attributes;
using Digits.Engine.Kernels;

namespace Digits.Benchmarks;

/// <summary>Sums and scalings by channel, as batch normalisation has them: 32 maps of 26x26 and 16 channels.</summary>
public class ChannelBenchmarks : KernelBenchmark
{
    private const int Channels = 16;

    private readonly float[] _mean = Random(Channels);
    private readonly float[] _scale = Random(Channels);
    private readonly float[] _sums = new float[Channels];
    private readonly float[] _x = Random(26 * 26 * Channels * Lanes.Count);
    private readonly float[] _y = new float[26 * 26 * Channels * Lanes.Count];

    [Benchmark]
    public void SumChannels() => Kernels.SumChannels(_x, Lanes.Count, _sums);

    [Benchmark]
    public void SumSquaredDeviations() => Kernels.SumSquaredDeviations(_x, _mean, Lanes.Count, _sums);

    [Benchmark]
    public void SumProducts() => Kernels.SumProducts(_y, _x, _mean, _scale, _sums);

    [Benchmark]
    public void ScaleChannels() => Kernels.ScaleChannels(_x, _scale, _mean, relu: true, _y);

    [Benchmark]
    public void CombineChannels() => Kernels.CombineChannels(_x, _x, _scale, _mean, _scale, _y);
}
