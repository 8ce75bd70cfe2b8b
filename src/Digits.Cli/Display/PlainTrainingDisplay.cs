using System.Diagnostics;
using Digits.Training;

namespace Digits.Cli.Display;

/// <summary>For files and pipes: a line an epoch, and one now and then within a long one.</summary>
internal sealed class PlainTrainingDisplay(int epochs) : TrainingDisplay
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(10);
    private readonly Stopwatch _sinceLast = new();

    /// <inheritdoc />
    internal override void Begin(IReadOnlyList<EpochRecord> history)
    {
        foreach (EpochRecord epoch in history)
            Write(epoch);
        _sinceLast.Restart();
    }

    /// <inheritdoc />
    internal override void EndStep(TrainingProgress progress)
    {
        if (_sinceLast.Elapsed < _pause || progress.Batch == progress.Batches)
            return;
        Console.Error.WriteLine(
            $"epoch {progress.Epoch}/{progress.Epochs}, {Figures.Share((double)progress.Batch / progress.Batches, 0)}: loss {progress.Loss:0.0000}, "
            + $"accuracy {Figures.Share(progress.Accuracy)}, {progress.ImagesPerSecond:N0} images/s, {Figures.Clock(progress.Remaining)} left");
        _sinceLast.Restart();
    }

    /// <inheritdoc />
    internal override void EndEpoch(EpochRecord epoch)
    {
        Write(epoch);
        _sinceLast.Restart();
    }

    private void Write(EpochRecord epoch)
    {
        string validation = double.IsNaN(epoch.ValidationLoss)
            ? ""
            : $"validation loss {epoch.ValidationLoss:0.0000}, accuracy {Figures.Share(epoch.ValidationAccuracy)}; ";
        string errors = epoch.CharacterErrorRate is null ? "" : $"{Errors(epoch)}; ";
        Console.Error.WriteLine(
            $"epoch {epoch.Epoch}/{epochs}: training loss {epoch.TrainLoss:0.0000}, accuracy {Figures.Share(epoch.TrainAccuracy)}; "
            + $"{validation}{errors}learning rate {Figures.Rate(epoch.LearningRate)}; {epoch.Seconds:0.0} s");
    }
}
