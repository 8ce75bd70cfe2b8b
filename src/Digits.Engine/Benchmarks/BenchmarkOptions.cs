namespace Digits.Engine;

/// <summary>What an <see cref="EngineBenchmark"/> measures.</summary>
public sealed record BenchmarkOptions
{
    /// <summary>Images in a step of training, and in a call of inference.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Threads to use; 0 for one a processor.</summary>
    public int Threads { get; init; }

    /// <summary>How long all measurements take together, about.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(3);
}
