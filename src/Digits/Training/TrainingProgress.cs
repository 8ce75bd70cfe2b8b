namespace Digits.Training;

/// <summary>How far training is.</summary>
/// <param name="Epoch">The epoch at work, from 1.</param>
/// <param name="Epochs">Epochs planned.</param>
/// <param name="Batch">Steps done in this epoch.</param>
/// <param name="Batches">Steps in an epoch.</param>
/// <param name="Loss">Mean loss over this epoch so far.</param>
/// <param name="Accuracy">The share of right answers in this epoch so far.</param>
/// <param name="ImagesPerSecond">Images trained a second in this epoch.</param>
/// <param name="Remaining">The time that the remaining steps will take at this speed.</param>
public readonly record struct TrainingProgress(
    int Epoch, int Epochs, int Batch, int Batches, double Loss, double Accuracy, double ImagesPerSecond, TimeSpan Remaining);
