using System.Text.Json;
using Digits.Cli.Display;
using Digits.Cli.Json;
using Digits.Data;
using Digits.Reports;
using Digits.Training;

namespace Digits.Cli;

/// <summary>What <c>train</c> does for lines of writing: trains a lines network and shows how it goes.</summary>
internal static class LineTraining
{
    internal static int Start(RunFolder folder, RunConfiguration configuration, TimeSpan? timeBudget, Output output, Interruption interruption)
    {
        if (DataLoading.Load(new RunConfiguration { Data = MnistSource.Name }, output, interruption) is not { } examples)
            return interruption.ExitCode;

        LineRun run = LineRun.Start(folder, configuration, examples, output.Threads, timeBudget);
        string network = configuration.From is { } from ? $"{from.Path} further" : "a lines network";
        output.Remark($"Training {network} on {run.DataName}; files go to {folder.Path}");
        return Execute(run, output, interruption);
    }

    internal static int Resume(RunFolder folder, TimeSpan? timeBudget, Output output, Interruption interruption)
    {
        if (DataLoading.Load(new RunConfiguration { Data = MnistSource.Name }, output, interruption) is not { } examples)
            return interruption.ExitCode;

        LineRun run = LineRun.Resume(folder, examples, output.Threads, timeBudget);
        output.Remark($"Resuming {folder.Path}: lines, {run.History.Count} of {run.Configuration.Epochs} epochs are done");
        return Execute(run, output, interruption);
    }

    private static int Execute(LineRun run, Output output, Interruption interruption)
    {
        output.Remark($"{run.ValidationLines:N0} lines for validation, {run.Parameters:N0} parameters\n");
        LineRunResult result = Watch(run, output, interruption.Token);
        LineRunReport.Save(run, result);
        if (output.Json || result.Metrics is not null)
        {
            output.Result(
                () => Describe(run, result),
                () => JsonSerializer.Serialize(TrainLinesDocument.Of(result, run.Configuration.Data), CliJson.Default.TrainLinesDocument));
        }

        string resume = $"digits train --resume {ShellWord.Quote(run.Folder.Path)}";
        if (result.StopReason == StopReason.Cancelled)
        {
            Output.Warn($"digits: interrupted; continue with: {resume}");
            return interruption.ExitCode;
        }

        if (result.Metrics is not null)
            return ExitCode.Done;

        Output.Warn(result.StopReason == StopReason.Diverged
            ? $"digits: training diverged in epoch {result.History.Count + 1} (the loss is no longer a number); try a lower --learning-rate."
            : $"digits: the time budget was used up before the first epoch ended; continue with: {resume} --time-budget TIME");
        return ExitCode.Failed;
    }

    private static LineRunResult Watch(LineRun run, Output output, CancellationToken cancellation)
    {
        if (TrainingDisplay.For(output, run.Configuration.Epochs) is not { } display)
            return run.Execute(cancellation);

        (run.StepEnded, run.EpochEnded) = (display.EndStep, display.EndEpoch);
        return display.Show(() =>
        {
            display.Begin(run.History);
            return run.Execute(cancellation);
        });
    }

    private static string Describe(LineRun run, LineRunResult result)
    {
        LineMetrics metrics = result.Metrics!;
        string drawn = metrics.DrawnExact is { } share ? $"\n{"Drawn lines",-20}{Figures.Share(share)} exactly right" : "";
        string stopped = result.StopReason == StopReason.TimeBudget ? ", when the time budget was used up" : "";
        return $"""
            {"Exactly right",-20}{Figures.Share(metrics.Exact, metrics.ExactStandardError)}  ({metrics.Lines:N0} lines of {metrics.Dataset} held back)
            {"Digits wrong",-20}{Figures.Share(metrics.CharacterErrorRate)}{drawn}
            {"Model",-20}{run.Folder.Model}  (epoch {result.History.Count} of {run.Configuration.Epochs}{stopped})
            {"Report",-20}{Path.Combine(run.Folder.Path, "report.html")}
            {"Files",-20}{run.Folder.Path}
            """;
    }
}
