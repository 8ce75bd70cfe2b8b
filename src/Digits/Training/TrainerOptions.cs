using Digits.Data;
using Digits.Engine;

namespace Digits.Training;

/// <summary>How to train. The defaults are Keras's and those of the classic recipe.</summary>
public sealed record TrainerOptions
{
    /// <summary>Passes over the training images.</summary>
    public int Epochs { get; init; } = 8;

    /// <summary>Images in a step.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Chooses the order of images and dropout; not the weights, which <see cref="Network.Initialize"/> draws.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads; 0 for one a processor. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>The share of each target that is spread over all classes.</summary>
    public float LabelSmoothing { get; init; }

    /// <summary>How training images are changed at random, anew in each epoch.</summary>
    public AugmentationOptions Augmentation { get; init; } = new();

    /// <summary>
    /// The number of epochs at the end in which images are changed a third as much, so that training ends on images like those to be read. Mixup goes on as it
    /// was.
    /// </summary>
    public int MildEpochs { get; init; }

    /// <summary>
    /// What a moving average of the weights keeps of itself at each step, such as 0.999; validation and saved models then use the average. 0 for the weights
    /// themselves.
    /// See <see cref="WeightAverage"/>.
    /// </summary>
    public float Ema { get; init; }

    /// <summary>A model that the network learns from besides the labels; null for none.</summary>
    public OnnxModel? Teacher { get; init; }

    /// <summary>How the learning rate changes from step to step; the optimizer's rate is the base.</summary>
    public Schedule Schedule { get; init; } = new ConstantSchedule();

    /// <summary>Training stops once it has taken this long; null for no limit.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>What acts as training goes on, in this order.</summary>
    public IReadOnlyList<Callback> Callbacks { get; init; } = [];
}
