namespace Digits.Engine;

/// <summary>How much is done in a second.</summary>
/// <param name="ImagesPerSecond">Images.</param>
/// <param name="Gflops">GFLOP/s as <see cref="FlopCount"/> counts them.</param>
/// <param name="ShareOfPeak">That as a share of <see cref="BenchmarkResult.PeakGflops"/>; a fast algorithm may pass 1.</param>
public sealed record Throughput(double ImagesPerSecond, double Gflops, double ShareOfPeak);
