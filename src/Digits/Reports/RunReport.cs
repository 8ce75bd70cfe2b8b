using Digits.Data;
using Digits.Training;

namespace Digits.Reports;

/// <summary>The report that a training run leaves in its folder.</summary>
public static class RunReport
{
    /// <summary>Makes the report of a run that has been executed.</summary>
    /// <param name="run">The run.</param>
    /// <param name="result">What <see cref="TrainingRun.Execute"/> gave.</param>
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
            return "Trained and evaluated on digits drawn by a program (“strokes”): no figure here is one of MNIST’s.";

        if (run.Test == run.Validation)
        {
            string chosen = result.BestEpoch != run.Configuration.FinalEpoch ? "by which the epoch was chosen" : run.Configuration.Calibrate ? "to which the temperature was fitted" : "";
            return $"The data have no test images: these figures are on the validation images{(chosen == "" ? "." : $", {chosen}, and so a little too good.")}";
        }

        return run.Test == run.Train ? "The data have neither test nor validation images: these figures are on the training images, and too good." : null;
    }
}
