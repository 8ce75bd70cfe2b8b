using Digits.Data;
using Digits.Training;

namespace Digits.Cli;

/// <summary>The best configuration of a study, trained on all training images, and how it does on the test images.</summary>
/// <param name="Folder">Where its files are.</param>
/// <param name="Result">What training it ended with.</param>
internal sealed record RetrainedBest(RunFolder Folder, RunResult Result)
{
    /// <summary>Why it ended without metrics, other than by an interruption; null where it did not.</summary>
    internal string? Failure => Result.StopReason == StopReason.Cancelled ? null : TrainingSummary.Failure(Folder, Result);

    internal static RetrainedBest Train(int number, RunConfiguration tried, DigitData data, RunFolder folder, Output output, Interruption interruption)
    {
        output.Remark($"Training trial {number}'s configuration on all training images; files go to {folder.Path}");
        RunConfiguration whole = tried with { Limit = null, ValidationSplit = 0, EarlyStopping = 0, ReduceLROnPlateau = 0, Calibrate = false };
        WatchedRun watched = new(output, whole.Epochs, callbacks => TrainingRun.Start(folder, whole, data, output.Threads, callbacks: callbacks));
        return new RetrainedBest(folder, watched.Execute(interruption.Token));
    }

    internal string Describe() => Result switch
    {
        { Metrics: { } metrics } => $"Retrained on all training images: {Figures.Share(metrics.Accuracy, metrics.AccuracyStandardError)} on {metrics.Dataset}, in {Folder.Model}",
        { StopReason: StopReason.Cancelled } => $"Retraining was interrupted; continue with: digits train --resume {ShellWord.Quote(Folder.Path)}",
        _ => $"Retraining failed: {Failure}",
    };
}
