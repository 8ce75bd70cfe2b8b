namespace Digits.Training;

/// <summary>What a callback watches. Losses are better when lower, accuracies when higher.</summary>
public enum Metric
{
    /// <summary>Keras's <c>val_loss</c>.</summary>
    ValidationLoss,

    /// <summary>Keras's <c>val_accuracy</c>.</summary>
    ValidationAccuracy,

    /// <summary>Keras's <c>loss</c>.</summary>
    TrainLoss,

    /// <summary>Keras's <c>accuracy</c>.</summary>
    TrainAccuracy,
}
