using Digits.Engine;

namespace Digits.Tuning;

/// <summary>How a study is searched.</summary>
public sealed record StudyOptions
{
    private static readonly TimeSpan _longestHeartbeat = TimeSpan.FromHours(1);

    /// <summary>Chooses what a trial tries.</summary>
    public ISampler Sampler { get; init; } = new TpeSampler(seed: 0);

    /// <summary>Stops trials early that are worse than others were by then.</summary>
    public IPruner Pruner { get; init; } = new SuccessiveHalvingPruner();

    /// <summary>The search ends when the study has so many trials, failed ones not counted.</summary>
    public int Trials { get; init; } = 50;

    /// <summary>Trials that run at once in this program.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>The search stops after this long; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How often a worker reports that it is alive. After three times as long without a report, others take over its trial.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often a trial whose worker died is run again.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>A worker without a heartbeat for so long counts as dead.</summary>
    internal TimeSpan Grace => 3 * Heartbeat;

    /// <summary>Makes sure that every value can be used.</summary>
    /// <exception cref="InvalidOptionException">One cannot.</exception>
    public void Check()
    {
        if (Trials < 1)
            throw new InvalidOptionException("trials", FormattableString.Invariant($"{Trials} cannot be used; give at least 1."));
        if (Workers < 1)
            throw new InvalidOptionException("workers", FormattableString.Invariant($"{Workers} cannot be used; give at least 1."));
        if (Heartbeat <= TimeSpan.Zero || Heartbeat > _longestHeartbeat)
            throw new InvalidOptionException(
                "heartbeat",
                "cannot be used: it would take hours to notice that a worker died; give more than 0 and at most 1 hour.");
    }
}
