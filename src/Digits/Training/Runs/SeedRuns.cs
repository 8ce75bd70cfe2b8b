using System.Text;
using Digits.Data;
using Digits.Engine;

namespace Digits.Training;

/// <summary>
/// The same training with several seeds, from the configuration's on, each in a folder of its own. What is done stays done: a run that is finished is not
/// trained again, and one that was
/// interrupted goes on.
/// </summary>
/// <param name="folder">The folder that holds the runs' folders.</param>
/// <param name="configuration">What to train, with the first seed.</param>
/// <param name="data">The data that the configuration names.</param>
/// <param name="threads">Threads; 0 for one a processor.</param>
/// <param name="timeBudget">A run stops once it has taken this long; null for no limit.</param>
public sealed class SeedRuns(RunFolder folder, RunConfiguration configuration, DigitData data, int threads = 0, TimeSpan? timeBudget = null)
{
    /// <summary>The folder of one seed's run.</summary>
    /// <param name="index">Which, from 0.</param>
    public RunFolder FolderOf(int index) => new(Path.Combine(folder.Path, $"seed-{SeedOf(index)}"));

    /// <summary>The seed of a run.</summary>
    /// <param name="index">Which, from 0.</param>
    public ulong SeedOf(int index) => configuration.Seed + (ulong)index;

    /// <summary>The run of a seed, if it is finished; null if it has to be trained.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <exception cref="InvalidInputException">The folder holds a run with other options, or damaged files.</exception>
    public SeedSummary.Run? Finished(int index)
    {
        RunFolder one = FolderOf(index);
        if (File.Exists(one.Configuration) && RunConfiguration.Load(one.Configuration) != Of(index).Resolve())
            throw new InvalidInputException($"{one.Path}: holds a run with other options; give another folder, or the options that it was started with.");

        return SeedSummary.Load(one, SeedOf(index));
    }

    /// <summary>Starts the run of a seed, or resumes it.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <param name="callbacks">What else acts as training goes on.</param>
    /// <exception cref="DigitsException">The configuration or the data cannot be trained with, or the folder cannot be written.</exception>
    public TrainingRun Prepare(int index, IReadOnlyList<Callback>? callbacks = null) => File.Exists(FolderOf(index).Configuration)
        ? TrainingRun.Resume(FolderOf(index), data, threads, timeBudget, callbacks)
        : TrainingRun.Start(FolderOf(index), Of(index), data, threads, timeBudget, callbacks);

    /// <summary>Sums up runs and writes <c>seeds.json</c>.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    /// <exception cref="DigitsException">The file cannot be written.</exception>
    public SeedSummary Summarize(IReadOnlyList<SeedSummary.Run> runs)
    {
        SeedSummary summary = SeedSummary.Of(runs);
        AtomicFile.Write(Path.Combine(folder.Path, "seeds.json"), stream => stream.Write(Encoding.UTF8.GetBytes(summary.ToJson() + "\n")));
        return summary;
    }

    private RunConfiguration Of(int index) => configuration with { Seed = SeedOf(index) };
}
