using BenchmarkDotNet.Attributes;
using Digits.Engine;
using Digits.Engine.Kernels;

namespace Digits.Benchmarks;

/// <summary>Sums and scalings by channel, as batch normalization has them: 32 maps of 24x24 and 16 channels; pooled, by 2x2.</summary>
public class ChannelBenchmarks : KernelBenchmark
{
    private const int Side = 24;
    private const int Channels = 16;
    private const int Taps = 4;

    private readonly int[] _windows = PoolingWindows.Order(Side, Side, new Window2D(2, 2));
    private readonly float[] _mean = Random(Channels);
    private readonly float[] _scale = Random(Channels);
    private readonly float[] _shift = Random(Channels);
    private readonly float[] _sums = new float[Channels];
    private readonly float[] _others = new float[Channels];
    private readonly float[] _x = Random(Side * Side * Channels * Lanes.Count);
    private readonly float[] _gradient = Random(Side * Side * Channels * Lanes.Count);
    private readonly float[] _y = new float[Side * Side * Channels * Lanes.Count];
    private readonly float[] _pooled = Random(Side * Side / Taps * Channels * Lanes.Count);
    private readonly float[] _pooledGradient = Random(Side * Side / Taps * Channels * Lanes.Count);
    private readonly uint[] _winners = new uint[Side * Side * Channels];

    [Benchmark]
    public void SumChannels() => Kernels.SumChannels(_x, Lanes.Count, _sums);

    [Benchmark]
    public void SumMoments() => Kernels.SumMoments(_x, _mean, Lanes.Count, _sums, _others);

    [Benchmark]
    public void ScaleChannels() => Kernels.ScaleChannels(_x, _scale, _shift, relu: true, _y);

    [Benchmark]
    public void ScalePooled() => Kernels.ScalePooled(_x, _windows, Taps, _scale, _shift, relu: true, _pooled, _winners);

    [Benchmark]
    public void SumGradients() => Kernels.SumGradients(_gradient, _x, Scale(), relu: true, _sums, _others);

    [Benchmark]
    public void SumPooledGradients() => Kernels.SumPooledGradients(_pooledGradient, _winners, _x, _windows, Taps, Scale(), _sums, _others);

    [Benchmark]
    public void CombineChannels() => Kernels.CombineChannels(_gradient, _x, Scale(), Combination(), relu: true, _y);

    [Benchmark]
    public void CombinePooled() => Kernels.CombinePooled(_pooledGradient, _winners, _x, _windows, [], Taps, Combination(), _y);

    private protected override void Prepare() => ScalePooled();

    private ChannelScale Scale() => new(_mean, _scale, _shift);

    private ChannelCombination Combination() => new(_scale, _mean, _shift);
}
