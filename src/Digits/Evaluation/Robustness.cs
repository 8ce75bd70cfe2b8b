namespace Digits.Evaluation;

/// <summary>How a network does on corrupted images (Mu and Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision", 2019).</summary>
/// <param name="CleanError">The share of the unchanged images misread, 0 to 1.</param>
/// <param name="MeanError">The mean of the corruptions' errors.</param>
/// <param name="Corruptions">The error under each corruption.</param>
public sealed record Robustness(double CleanError, double MeanError, IReadOnlyList<CorruptionScore> Corruptions);
