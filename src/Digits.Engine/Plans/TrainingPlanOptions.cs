namespace Digits.Engine;

/// <summary>How a <see cref="TrainingPlan"/> works.</summary>
public sealed record TrainingPlanOptions
{
    /// <summary>The most images in a step.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Threads to use; 0 for one a processor. The weights that come out do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>The seed of dropout.</summary>
    public ulong Seed { get; init; }

    /// <summary>What is minimized; cross-entropy unless given.</summary>
    public Loss Loss { get; init; } = new CrossEntropy();
}
