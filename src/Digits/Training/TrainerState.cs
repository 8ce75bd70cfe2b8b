namespace Digits.Training;

/// <summary>Where a trainer stands, besides weights and the optimizer's moments: all that resuming needs, even in the middle of an epoch.</summary>
internal sealed class TrainerState
{
    /// <summary>Steps done in the epoch at work.</summary>
    public int Batch { get; set; }

    /// <summary>Sum of the losses in the epoch at work.</summary>
    public double LossSum { get; set; }

    /// <summary>Right answers in the epoch at work.</summary>
    public long Correct { get; set; }

    /// <summary>Images trained in the epoch at work.</summary>
    public long Images { get; set; }

    /// <summary>Time spent in the epoch at work.</summary>
    public double Seconds { get; set; }

    /// <summary>Time spent in all.</summary>
    public double TotalSeconds { get; set; }

    /// <summary>The optimizer's steps.</summary>
    public long Steps { get; set; }

    /// <summary>The learning rate before the schedule's factor.</summary>
    public double BaseLearningRate { get; set; }

    /// <summary>Whether a callback has ended training.</summary>
    public StopReason StopReason { get; set; }

    /// <summary>The epochs done.</summary>
    public List<EpochRecord> History { get; set; } = [];
}
