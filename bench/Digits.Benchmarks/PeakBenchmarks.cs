using BenchmarkDotNet.Attributes;
using Digits.Engine.Kernels;

namespace Digits.Benchmarks;

/// <summary>Multiply-adds in registers alone, on one thread: what all other figures are to be held against.</summary>
public class PeakBenchmarks : KernelBenchmark
{
    private const int Rounds = 1000;

    [Benchmark(OperationsPerInvoke = Rounds, Description = "12 multiply-adds of vectors")]
    public float MultiplyAdds() => ((IPeakKernel)Kernels).RunRounds(Rounds);
}
