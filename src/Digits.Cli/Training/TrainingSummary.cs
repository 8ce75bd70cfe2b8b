using System.Globalization;
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

    /// <summary>What to try where the best epoch is no better than always giving the most frequent class; null where it is.</summary>
    /// <param name="measured">The images that the epochs were measured on: those for validation or, without any, those trained on.</param>
    /// <param name="isValidation">Which of the two.</param>
    /// <param name="configuration">What the run was started with.</param>
    /// <param name="result">How it went.</param>
    internal static string? Guessing(DigitSet measured, bool isValidation, RunConfiguration configuration, RunResult result)
    {
        const double Sureness = 3;
        if (result.History.Count == 0 || measured.Count == 0)
            return null;
        double best = result.History.Max(epoch => isValidation ? epoch.ValidationAccuracy : epoch.TrainAccuracy);
        double frequent = measured.Labels.ToArray().CountBy(label => label).Max(label => label.Value) / (double)measured.Count;
        if (best > frequent + (Sureness * Math.Sqrt(frequent * (1 - frequent) / measured.Count)) || frequent == 1)
            return null;

        string rate = configuration.LearningRate.ToString(CultureInfo.InvariantCulture);
        return $"the model is no better than guessing: {best:P1} in its best epoch, where always giving the most frequent class is right for {frequent:P1}. "
            + $"Try a lower --learning-rate than {rate} (0.001 is usual), more --epochs, or look at images and labels with: "
            + $"digits data info {ShellWord.Quote(configuration.Data)}{TurnOptions.Describe(configuration)}";
    }

    private static string DataOption(RunConfiguration configuration) =>
        (configuration.Data == MnistSource.Name ? "" : $" --data {ShellWord.Quote(configuration.Data)}") + TurnOptions.Describe(configuration);
}
