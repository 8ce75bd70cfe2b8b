namespace Digits.Training;

/// <summary>Why training ended.</summary>
public enum StopReason
{
    /// <summary>It has not ended.</summary>
    None,

    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>A monitor did not improve any more.</summary>
    EarlyStopping,

    /// <summary>The loss is no longer a finite number.</summary>
    Diverged,

    /// <summary>The time is used up.</summary>
    TimeBudget,

    /// <summary>It was cancelled.</summary>
    Cancelled,
}
