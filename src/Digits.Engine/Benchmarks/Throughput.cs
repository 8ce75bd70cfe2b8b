namespace Digits.Engine;

/// <summary>How much is done in a second.</summary>
/// <param name="ImagesPerSecond">Images.</param>
/// <param name="Gflops">GFLOP/s, counted as direct convolution: a multiply-add is two operations.</param>
/// <param name="ShareOfPeak">That as a share of <see cref="BenchmarkResult.PeakGflops"/>; a fast algorithm may pass 1.</param>
public sealed record Throughput(double ImagesPerSecond, double Gflops, double ShareOfPeak);
