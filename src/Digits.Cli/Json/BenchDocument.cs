using Digits.Engine;

namespace Digits.Cli.Json;

internal sealed record BenchDocument(
    string Model,
    int BatchSize,
    int Threads,
    string Variant,
    double PeakGflops,
    Throughput? Training,
    Throughput Inference,
    Latency LatencyUs,
    double PeakMemoryMb,
    long AllocatedBytesPerStep)
{
    internal static BenchDocument Of(string model, BenchmarkResult result, double peakMemoryMb) => new(
        model,
        result.BatchSize,
        result.Threads,
        result.Variant,
        result.PeakGflops,
        result.Training,
        result.Inference,
        result.Latency,
        peakMemoryMb,
        result.AllocatedBytesPerStep);
}
