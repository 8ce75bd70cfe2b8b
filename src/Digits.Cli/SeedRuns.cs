using System.Text;
using Digits.Cli.Display;
using Digits.Data;
using Digits.Engine;
using Digits.Reports;
using Digits.Training;

namespace Digits.Cli;

/// <summary>The same training with several seeds, each in a folder of its own. What is done stays done, so the same command goes on after an interruption.</summary>
internal sealed class SeedRuns(RunConfiguration configuration, DigitData data, TimeSpan? timeBudget, Output output, Interruption interruption)
{
    internal int Run(RunFolder parent, int count)
    {
        List<SeedSummary.Run> runs = [];
        for (int i = 0; i < count; i++)
        {
            RunConfiguration one = configuration with { Seed = configuration.Seed + (ulong)i };
            RunFolder folder = new(Path.Combine(parent.Path, $"seed-{one.Seed}"));
            if (SeedSummary.Load(folder, one.Seed) is null && Train(one, folder) is { } failure)
                return failure;

            RequireSame(one, folder);
            runs.Add(SeedSummary.Load(folder, one.Seed)!);
            output.Remark($"seed {one.Seed}: {Figures.Share(runs[^1].Accuracy)}\n");
        }

        SeedSummary summary = SeedSummary.Of(runs);
        AtomicFile.Write(Path.Combine(parent.Path, "seeds.json"), stream => stream.Write(Encoding.UTF8.GetBytes(summary.ToJson() + "\n")));
        output.Result(() => Describe(parent, summary), summary.ToJson);
        return ExitCode.Done;
    }

    /// <summary>Trains, or goes on training; the exit code where that did not end with a model.</summary>
    private int? Train(RunConfiguration one, RunFolder folder)
    {
        TrainingDisplay? display = TrainingDisplay.For(output, one.Epochs);
        Callback[] callbacks = display is null ? [] : [display];
        bool begun = File.Exists(folder.Configuration);
        if (begun)
            RequireSame(one, folder);

        TrainingRun run = begun
            ? TrainingRun.Resume(folder, data, output.Threads, timeBudget, callbacks)
            : TrainingRun.Start(folder, one, data, output.Threads, timeBudget, callbacks);
        RunResult result = display is null ? run.Execute(interruption.Token) : display.Show(() => run.Execute(interruption.Token));
        RunReport.Create(run, result)?.Save(folder.Path);
        if (result.StopReason == StopReason.Cancelled)
        {
            Output.Warn("digits: interrupted; the same command with the same --out goes on from here.");
            return interruption.ExitCode;
        }

        if (TrainWords.Failure(folder, result) is not { } failure)
            return null;
        Output.Warn($"digits: seed {one.Seed}: {failure}");
        return ExitCode.Failed;
    }

    private static void RequireSame(RunConfiguration wanted, RunFolder folder)
    {
        if (RunConfiguration.Load(folder.Configuration) != wanted)
            throw new DigitsException($"{folder.Path}: holds a run with other options; give another --out, or the options that it was started with.");
    }

    private static string Describe(RunFolder parent, SeedSummary summary)
    {
        string[][] rows = [["Seed", "accuracy", "loss"], .. summary.Runs.Select(run => (string[])[$"{run.Seed}", Figures.Share(run.Accuracy), $"{run.Loss:0.0000}"])];
        string spread = summary is { AccuracyDeviation: { } deviation, AccuracyStandardError: { } error }
            ? $", deviation {100 * deviation:0.00} points, standard error {100 * error:0.00}"
            : "";
        return $"{TextTable.Format(rows)}\nMean accuracy {Figures.Share(summary.MeanAccuracy, 3)}{spread}\nMean loss {summary.MeanLoss:0.0000}\nFiles {parent.Path}";
    }
}
