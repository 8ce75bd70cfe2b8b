using Digits.Engine;

namespace Digits.Training;

/// <summary>How to train a network on lines.</summary>
internal sealed record LineTrainerOptions
{
    /// <summary>Parts of the training, after each of which the network is validated.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Lines in an epoch, all of them new; the last batch of an epoch may be smaller.</summary>
    public int LinesPerEpoch { get; init; } = 16_384;

    /// <summary>Lines in a step. A thread takes 32 at once.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Lines to validate on, the same after each epoch.</summary>
    public int ValidationLines { get; init; } = 2000;

    /// <summary>Chooses dropout. The weights at the start and the lines have seeds of their own.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads; 0 for one a processor. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>What a moving average of the weights keeps of itself at each step; 0 for no average. See <see cref="WeightAverage"/>.</summary>
    public float Ema { get; init; } = 0.998f;

    /// <summary>How the learning rate changes from step to step; the optimizer's rate is the base.</summary>
    public Schedule Schedule { get; init; } = new OneCycleSchedule();

    /// <summary>Training stops once it has taken this long; null for no limit.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>Called after each step.</summary>
    public Action<TrainingProgress>? StepEnded { get; init; }

    /// <summary>Called after each epoch, while the network has the averaged weights.</summary>
    public Action<EpochRecord>? EpochEnded { get; init; }
}
