namespace Digits.Tuning;

/// <summary>Where a trial stands.</summary>
public enum TrialState
{
    /// <summary>A worker is at it.</summary>
    Running,

    /// <summary>It ended with its values.</summary>
    Complete,

    /// <summary>It was given up because others were better by then.</summary>
    Pruned,

    /// <summary>It ended without a value, or its worker died.</summary>
    Fail,

    /// <summary>It waits for a worker.</summary>
    Waiting,
}
