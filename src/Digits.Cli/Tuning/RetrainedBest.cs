using Digits.Data;
using Digits.Training;
using Digits.Tuning;

namespace Digits.Cli;

/// <summary>The best configuration of a study, trained on all training images, and how it does on the test images.</summary>
/// <param name="Folder">Where its files are.</param>
/// <param name="Result">What training ended with.</param>
internal sealed record RetrainedBest(RunFolder Folder, RunResult Result)
{
    /// <summary>Why it ended without metrics; null where it did not, or was interrupted.</summary>
    internal string? Failure => Result.StopReason == StopReason.Cancelled ? null : TrainingSummary.Failure(Folder, Result);

    internal static RetrainedBest Train(TrainingStudy study, Trial best, DigitData data, RunFolder folder, Output output, Interruption interruption)
    {
        output.Remark($"Training trial {best.Number}'s configuration on all training images; files go to {folder.Path}");
        WatchedRun watched = new(output, study.ConfigurationOf(best).Epochs, callbacks => study.Retrain(best, folder, data, output.Threads, callbacks));
        return new RetrainedBest(folder, watched.Execute(interruption.Token));
    }

    internal string Describe() => Result switch
    {
        { Metrics: { } metrics } =>
            $"Retrained on all training images: {Figures.Share(metrics.Accuracy, metrics.AccuracyStandardError)} on {metrics.Dataset}, in {Folder.Model}",
        { StopReason: StopReason.Cancelled } => $"Retraining was interrupted; continue with: digits train --resume {ShellWord.Quote(Folder.Path)}",
        _ => $"Retraining failed: {Failure}",
    };
}
