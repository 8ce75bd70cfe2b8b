using Digits.Engine.Kernels;

namespace Digits.Engine.Tests.Benchmarks;

public sealed class EngineBenchmarkTests
{
    private static readonly BenchmarkOptions _short = new() { BatchSize = 5, Threads = 2, Time = TimeSpan.FromMilliseconds(10) };

    public static TheoryData<string> Variants => [.. KernelFactory.Supported];

    [Fact]
    public void A_trainable_network_is_measured_both_ways()
    {
        BenchmarkResult result = new EngineBenchmark(Small(new Dense(3)), _short).Run();
        (result.BatchSize, result.Threads).ShouldBe((5, 2));
        result.Variant.ShouldBe(KernelFactory.Default.Name);
        result.PeakGflops.ShouldBePositive();
        foreach (Throughput speed in new[] { result.Training.ShouldNotBeNull(), result.Inference })
            speed.ShareOfPeak.ShouldBe(speed.Gflops / result.PeakGflops);

        result.Inference.Gflops.ShouldBe(result.Inference.ImagesPerSecond * 2 * 36 * 3 / 1e9, tolerance: 1e-9);
        result.Training!.Gflops.ShouldBe(result.Training.ImagesPerSecond * 2 * 2 * 36 * 3 / 1e9, tolerance: 1e-9);
        result.Latency.P50.ShouldBePositive();
        result.Latency.P99.ShouldBeGreaterThanOrEqualTo(result.Latency.P50);
    }

    [Fact]
    public void What_cannot_be_trained_is_measured_reading_only()
    {
        new EngineBenchmark(Small(new ReLU()), _short).Run().Training.ShouldBeNull();
        Network map = Network.Sequential(new Shape(1, 6, 6), new Conv2D(2, 3));
        new EngineBenchmark(map, _short).Run().Training.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void The_peak_is_of_twelve_sums_in_every_variant(string variant)
    {
        IPeakKernel kernel = (IPeakKernel)KernelFactory.Create(variant);
        int width = variant switch
        {
            "avx512" => 16,
            "avx2" => 8,
            "128" => 4,
            _ => 1,
        };
        kernel.OperationsPerRound.ShouldBe(2 * 12 * width);

        // After n rounds each sum is 1 - 0.5^(n + 1).
        kernel.RunRounds(1).ShouldBe(12 * 0.75f);
        kernel.RunRounds(3).ShouldBe(12 * 0.9375f);
    }

    [Fact]
    public void A_quantile_between_two_values_is_taken_by_proportion()
    {
        Quantile.Of([7], 0.99).ShouldBe(7);
        Quantile.Of([3, 1, 2], 0.5).ShouldBe(2);
        Quantile.Of([4, 1, 2, 3], 0.5).ShouldBe(2.5);
        Quantile.Of([0, 10], 0.99).ShouldBe(9.9, tolerance: 1e-12);
    }

    private static Network Small(Layer last) => Network.Sequential(new Shape(1, 6, 6), new Flatten(), last);
}
