using BenchmarkDotNet.Attributes;
using Digits.Engine.Kernels;

namespace Digits.Benchmarks;

/// <summary>A step on as many weights as the classic network's first dense layer has.</summary>
public class OptimizerBenchmarks : KernelBenchmark
{
    private const int Weights = 1152 * 128;

    private readonly AdamStep _adam = new(Beta1: 0.9f, Beta2: 0.999f, Rate: 1e-3f, RootCorrection: 1f, Epsilon: 1e-8f, Decay: 1f);
    private readonly SgdStep _sgd = new(1e-3f, 0.9f, false, 1e-4f);
    private readonly float[] _gradient = Random(Weights);
    private readonly float[] _weights = Random(Weights);
    private readonly float[] _mean = new float[Weights];
    private readonly float[] _square = new float[Weights];

    [Benchmark]
    public void Adam() => Kernels.Adam(_adam, _weights, _gradient, _mean, _square);

    [Benchmark]
    public void Sgd() => Kernels.Sgd(_sgd, _weights, _gradient, _mean);
}
