using Digits.Data;
using Digits.Training;

namespace Digits.Cli;

/// <summary>What <c>train --seeds</c> does: trains with several seeds and shows how it goes.</summary>
internal sealed class SeedTraining(RunConfiguration configuration, DigitData data, TimeSpan? timeBudget, Output output, Interruption interruption)
{
    internal int Run(RunFolder parent, int count)
    {
        output.Remark($"Training {configuration.Model} with {count} seeds; files go to {parent.Path}");
        SeedRuns seeds = new(parent, configuration, data, output.Threads, timeBudget);
        List<SeedSummary.Run> runs = [];
        for (int i = 0; i < count; i++)
        {
            SeedSummary.Run? run = seeds.Finished(i);
            if (run is null)
            {
                RunFolder folder = seeds.FolderOf(i);
                RunResult result = Train(seeds, i);
                if (result.StopReason == StopReason.Cancelled)
                {
                    Output.Warn($"digits: interrupted; the same command with --out {ShellWord.Quote(parent.Path)} goes on from here.");
                    return interruption.ExitCode;
                }

                if (TrainingSummary.Failure(folder, result) is { } failure)
                {
                    Output.Warn($"digits: seed {seeds.SeedOf(i)}: {failure}");
                    return ExitCode.Failed;
                }

                run = new SeedSummary.Run(seeds.SeedOf(i), folder.Path, result.Metrics!.Accuracy, result.Metrics.Loss)
                {
                    CutAfter = result.StopReason == StopReason.TimeBudget ? result.History.Count : null,
                };
            }

            runs.Add(run);
            output.Remark($"seed {run.Seed}: {Figures.Share(run.Accuracy)}{Cut(run)}\n");
        }

        SeedSummary summary = seeds.Summarize(runs);
        output.Result(() => Describe(parent, summary), summary.ToJson);
        return ExitCode.Done;
    }

    private RunResult Train(SeedRuns seeds, int index)
    {
        WatchedRun watched = new(output, configuration.Epochs, callbacks => seeds.Prepare(index, callbacks));
        foreach (string remark in watched.Run.Remarks.Where(_ => index == 0))
            output.Remark(remark);

        return watched.Execute(interruption.Token);
    }

    private string Cut(SeedSummary.Run run) =>
        run.CutAfter is { } epochs ? $" (stopped by the time budget after {epochs} of {configuration.Epochs} epochs)" : "";

    private string Describe(RunFolder parent, SeedSummary summary)
    {
        string[][] rows =
        [
            ["Seed", "accuracy", "loss"],
            .. summary.Runs.Select(run => (string[])[$"{run.Seed}{Cut(run)}", Figures.Share(run.Accuracy), $"{run.Loss:0.0000}"]),
        ];
        string spread = summary is { AccuracyDeviation: { } deviation, AccuracyStandardError: { } error }
            ? $", deviation {100 * deviation:0.00} points, standard error {100 * error:0.00}"
            : "";
        string mean = $"Mean accuracy {Figures.Share(summary.MeanAccuracy, 3)}{spread}\nMean loss {summary.MeanLoss:0.0000}";
        return $"{TextTable.Format(rows)}\n{mean}\nFiles {parent.Path}";
    }
}
