namespace Digits.Engine;

/// <summary>How long calls took, in microseconds.</summary>
/// <param name="P50">Half of the calls took no longer.</param>
/// <param name="P99">99 of 100 calls took no longer.</param>
public readonly record struct Latency(double P50, double P99);
