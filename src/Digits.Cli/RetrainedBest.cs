using Digits.Cli.Display;
using Digits.Data;
using Digits.Evaluation;
using Digits.Reports;
using Digits.Training;

namespace Digits.Cli;

/// <summary>The best configuration of a study, trained on all training images, and how it does on the test images.</summary>
/// <param name="Folder">Where its files are.</param>
/// <param name="Metrics">How it does; null where it was interrupted.</param>
internal sealed record RetrainedBest(RunFolder Folder, EvaluationResult? Metrics)
{
    internal static RetrainedBest Train(int number, RunConfiguration tried, DigitData data, RunFolder folder, Output output, Interruption interruption)
    {
        output.Remark($"Training trial {number}'s configuration on all training images; files go to {folder.Path}");
        RunConfiguration whole = tried with { Limit = null, ValidationSplit = 0, EarlyStopping = 0, ReduceLROnPlateau = 0, Calibrate = false };
        TrainingDisplay? display = TrainingDisplay.For(output, whole.Epochs);
        TrainingRun run = TrainingRun.Start(folder, whole, data, output.Threads, callbacks: display is null ? [] : [display]);
        RunResult result = display is null ? run.Execute(interruption.Token) : display.Show(() => run.Execute(interruption.Token));
        RunReport.Create(run, result)?.Save(folder.Path);
        return new RetrainedBest(folder, result.Metrics);
    }

    internal string Describe() => Metrics is null
        ? $"Retraining was interrupted; continue with: digits train --resume {Folder.Path}"
        : $"Retrained on all training images: {Figures.Share(Metrics.Accuracy, Metrics.AccuracyStandardError)} on {Metrics.Dataset}, in {Folder.Model}";
}
