using System.Text;
using Digits.Data;
using Digits.Engine;
using Digits.Training;

namespace Digits.Cli;

/// <summary>The same training with several seeds, each in a folder of its own. What is done stays done, so the same command goes on after an interruption.</summary>
internal sealed class SeedRuns(RunConfiguration configuration, DigitData data, TimeSpan? timeBudget, Output output, Interruption interruption)
{
    internal int Run(RunFolder parent, int count)
    {
        output.Remark($"Training {configuration.Model} with {count} seeds; files go to {parent.Path}");
        List<SeedSummary.Run> runs = [];
        for (int i = 0; i < count; i++)
        {
            RunConfiguration one = configuration with { Seed = configuration.Seed + (ulong)i };
            RunFolder folder = new(Path.Combine(parent.Path, $"seed-{one.Seed}"));
            bool begun = File.Exists(folder.Configuration);
            if (begun)
                RequireSame(one, folder);

            SeedSummary.Run? run = SeedSummary.Load(folder, one.Seed);
            if (run is null)
            {
                RunResult result = Train(one, folder, begun);
                if (result.StopReason == StopReason.Cancelled)
                {
                    Output.Warn($"digits: interrupted; the same command with --out {ShellWord.Quote(parent.Path)} goes on from here.");
                    return interruption.ExitCode;
                }

                if (TrainWords.Failure(folder, result) is { } failure)
                {
                    Output.Warn($"digits: seed {one.Seed}: {failure}");
                    return ExitCode.Failed;
                }

                run = new SeedSummary.Run(one.Seed, folder.Path, result.Metrics!.Accuracy, result.Metrics.Loss)
                {
                    CutAfter = result.StopReason == StopReason.TimeBudget ? result.History.Count : null,
                };
            }

            runs.Add(run);
            output.Remark($"seed {one.Seed}: {Figures.Share(run.Accuracy)}{Cut(run)}\n");
        }

        SeedSummary summary = SeedSummary.Of(runs);
        AtomicFile.Write(Path.Combine(parent.Path, "seeds.json"), stream => stream.Write(Encoding.UTF8.GetBytes(summary.ToJson() + "\n")));
        output.Result(() => Describe(parent, summary), summary.ToJson);
        return ExitCode.Done;
    }

    /// <summary>Trains, or goes on training.</summary>
    private RunResult Train(RunConfiguration one, RunFolder folder, bool begun)
    {
        WatchedRun watched = new(output, one.Epochs, callbacks => begun
            ? TrainingRun.Resume(folder, data, output.Threads, timeBudget, callbacks)
            : TrainingRun.Start(folder, one, data, output.Threads, timeBudget, callbacks));
        foreach (string remark in watched.Run.Remarks.Where(_ => one.Seed == configuration.Seed))
            output.Remark(remark);

        return watched.Execute(interruption.Token);
    }

    private static void RequireSame(RunConfiguration wanted, RunFolder folder)
    {
        if (RunConfiguration.Load(folder.Configuration) != wanted.Resolve())
            throw new InvalidInputException($"{folder.Path}: holds a run with other options; give another --out, or the options that it was started with.");
    }

    private string Cut(SeedSummary.Run run) => run.CutAfter is { } epochs ? $" (cut off by time after {epochs} of {configuration.Epochs} epochs)" : "";

    private string Describe(RunFolder parent, SeedSummary summary)
    {
        string[][] rows = [["Seed", "accuracy", "loss"], .. summary.Runs.Select(run => (string[])[$"{run.Seed}{Cut(run)}", Figures.Share(run.Accuracy), $"{run.Loss:0.0000}"])];
        string spread = summary is { AccuracyDeviation: { } deviation, AccuracyStandardError: { } error }
            ? $", deviation {100 * deviation:0.00} points, standard error {100 * error:0.00}"
            : "";
        return $"{TextTable.Format(rows)}\nMean accuracy {Figures.Share(summary.MeanAccuracy, 3)}{spread}\nMean loss {summary.MeanLoss:0.0000}\nFiles {parent.Path}";
    }
}
