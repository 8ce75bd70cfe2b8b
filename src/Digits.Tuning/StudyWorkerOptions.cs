namespace Digits.Tuning;

/// <summary>How a worker works.</summary>
public sealed record StudyWorkerOptions
{
    /// <summary>The study ends with so many trials, failed ones not counted.</summary>
    public int Trials { get; init; } = int.MaxValue;

    /// <summary>How often a worker says that it is alive.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A worker that has said nothing for so long is taken for dead.</summary>
    public TimeSpan Grace => 3 * Heartbeat;

    /// <summary>How often a trial whose worker died is tried again.</summary>
    public int Retries { get; init; } = 3;
}
