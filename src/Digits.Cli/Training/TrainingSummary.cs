using Digits.Data;
using Digits.Evaluation;
using Digits.Training;

namespace Digits.Cli;

/// <summary>A training run in a few lines: how good the model is, where its files are, and what to do next.</summary>
internal static class TrainingSummary
{
    internal static string Describe(RunFolder folder, RunConfiguration configuration, DigitData data, RunResult result)
    {
        EvaluationResult metrics = result.Metrics!;
        bool isValidated = configuration.ValidationSplit > 0 || configuration.ValidatesOnOwn(data);
        // A source without a test part is measured on what was kept from training or, without that, on the training images.
        string measured = data.Test is { IsLabeled: true } ? "Test" : isValidated ? "Validation" : "Training";
        string stopped = result.StopReason switch
        {
            StopReason.EarlyStopping => ", stopped early",
            StopReason.TimeBudget => ", when the time budget was used up",
            _ => "",
        };
        string which = result.BestEpoch == configuration.FinalEpoch || !isValidated ? "last" : "best";
        return $"""
            {$"{measured} accuracy",-20}{Figures.Share(metrics.Accuracy, metrics.AccuracyStandardError)}  ({metrics.Images:N0} images of {metrics.Dataset})
            {$"{measured} loss",-20}{metrics.Loss:0.0000}
            {"Model",-20}{folder.Model}  (epoch {result.BestEpoch}, the {which} of {result.History.Count}{stopped})
            {"Report",-20}{Path.Combine(folder.Path, "report.html")}
            {"Files",-20}{folder.Path}

            Next:
              digits evaluate {ShellWord.Quote(folder.Model)}{DataOption(configuration)}
              digits summary {ShellWord.Quote(folder.Model)}
            """;
    }

    /// <summary>What went wrong; null if the run has a model and metrics.</summary>
    internal static string? Failure(RunFolder folder, RunResult result)
    {
        string kept = result.BestEpoch > 0
            ? $"the model of epoch {result.BestEpoch} is kept in {folder.Model}"
            : "there is no model yet";
        return result.StopReason switch
        {
            StopReason.Diverged =>
                $"training diverged in epoch {result.History.Count + 1} (the loss is no longer a number); {kept}; try a lower --learning-rate.",
            _ when result.Metrics is null =>
                $"the time budget was used up before the first epoch ended, so {kept}; "
                + $"continue with: digits train --resume {ShellWord.Quote(folder.Path)} --time-budget TIME",
            _ => null,
        };
    }

    private static string DataOption(RunConfiguration configuration) =>
        (configuration.Data == MnistSource.Name ? "" : $" --data {ShellWord.Quote(configuration.Data)}") + TurnOptions.Describe(configuration);
}
