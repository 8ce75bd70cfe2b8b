using Digits.Data;
using Digits.Training;

namespace Digits.Reports;

/// <summary>The report of a training run.</summary>
public static class RunReport
{
    /// <summary>Makes the report of a finished run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="result">The result of <see cref="TrainingRun.Execute"/>.</param>
    /// <returns>The report; null where the run ended without a model.</returns>
    public static HtmlReport? Create(TrainingRun run, RunResult result)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(result);
        if (result is not { Metrics: { } metrics, Model: { } model, Predictions: { } predictions })
            return null;

        return HtmlReport.Create(new ReportContent
        {
            ModelName = run.Configuration.Model,
            Model = model,
            Predictions = predictions,
            Metrics = metrics,
            Commands = [run.Configuration.ToCommand()],
            Warning = Warning(run, result),
            Threads = run.Threads,
            Configuration = run.Configuration,
            History = result.History,
            BestEpoch = result.BestEpoch,
        });
    }

    private static string? Warning(TrainingRun run, RunResult result)
    {
        if (run.Train.Name == DataSource.StrokesName)
            return "Trained and evaluated on digits drawn by a program (“strokes”): no figure here is about MNIST.";

        if (run.Test == run.Validation)
        {
            string used = result.BestEpoch != run.Configuration.FinalEpoch ? "which also chose the epoch"
                : run.Configuration.Calibrate ? "to which the temperature was fitted"
                : "";
            string bias = used == "" ? "." : $", {used}, and so they are a little too good.";
            return $"The data have no test images: these figures are for the validation images{bias}";
        }

        return run.Test == run.Train
            ? "The data have neither test nor validation images: these figures are for the training images, and so they are too good."
            : null;
    }
}
