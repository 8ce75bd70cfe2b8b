namespace Digits.Engine;

/// <summary>What an <see cref="EngineBenchmark"/> found.</summary>
/// <param name="BatchSize">Images in a step of training, and in a call of inference.</param>
/// <param name="Threads">Threads that were used.</param>
/// <param name="Variant">The vector width, by the name with which <c>DIGITS_SIMD</c> forces it.</param>
/// <param name="PeakGflops">The most that these threads did of nothing but multiply-adds in registers, in that width; GFLOP/s, between the other
/// measurements.</param>
/// <param name="Training">Steps of training, update included; null where the network cannot be trained.</param>
/// <param name="Inference">Calls of inference.</param>
/// <param name="Latency">One image a call, on one thread.</param>
/// <param name="AllocatedBytesPerStep">Managed memory that a step of training or a call of inference takes, whichever is more.</param>
public sealed record BenchmarkResult(
    int BatchSize, int Threads, string Variant, double PeakGflops, Throughput? Training, Throughput Inference, Latency Latency, long AllocatedBytesPerStep);
