using System.Text.Json;
using Digits.Data;
using Digits.Engine;
using Digits.Training;
using Digits.Tuning;

namespace Digits.Cli;

/// <summary>Workers at one study, until it has its trials, the time is up, or somebody interrupts.</summary>
internal sealed class TuningSession(StudyStore store, StoredStudy study, RunConfiguration configuration, DigitSet images, IReadOnlyList<TuningMeasure> measures, Output output)
{
    private const string SettingsKey = "digits:configuration";
    private readonly Lock _line = new();

    /// <summary>Makes sure that what is not searched is as it was when the study began: values of other data or other epochs could not be compared.</summary>
    /// <exception cref="DigitsException">It is not.</exception>
    internal void Check()
    {
        string[] wanted = [.. configuration.Options().Select(option => $"{option.Name} {option.Value}")];
        if (!store.Attributes(study).TryGetValue(SettingsKey, out string? stored))
        {
            store.SetAttribute(study, SettingsKey, JsonSerializer.Serialize(wanted, TuningJson.Default.StringArray));
            store.SetAttribute(study, "study:metric_names", JsonSerializer.Serialize([.. measures.Select(measure => measure.Name)], TuningJson.Default.StringArray), system: true);
            return;
        }

        string[] was = JsonSerializer.Deserialize(stored, TuningJson.Default.StringArray)!;
        if (was.Except(wanted, StringComparer.Ordinal).FirstOrDefault() is { } other)
            throw new DigitsException($"The study '{study.Name}' was begun with --{other}; give that again, or another --study.");
    }

    /// <summary>Works; the exception of a worker that could not go on, or null.</summary>
    internal DigitsException? Work(SearchSpace space, ISampler sampler, IPruner pruner, StudyWorkerOptions options, int workers, CancellationToken cancellation)
    {
        (int[] train, int[] validation) = Split.Stratified(images.Labels, configuration.ValidationSplit, configuration.Seed);
        (DigitSet trainSet, DigitSet validationSet) = (images.Subset(train), images.Subset(validation));
        int threads = Math.Max(1, (output.Threads == 0 ? Environment.ProcessorCount : output.Threads) / workers);
        DigitsException? failure = null;
        using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Thread[] threadsAtWork = [.. Enumerable.Range(0, workers).Select(_ => new Thread(() =>
        {
            try
            {
                TrainingObjective objective = new(configuration, trainSet, validationSet, measures, threads);
                StudyWorker worker = new(store, study, space, sampler, pruner, options);
                while (worker.RunOne(objective.Run, source.Token) is { } trial)
                    Tell(trial);
            }
            catch (OperationCanceledException)
            {
                // The trial waits for another worker.
            }
            catch (DigitsException e)
            {
                Interlocked.CompareExchange(ref failure, e, null);
                source.Cancel();
            }
        })),];
        foreach (Thread thread in threadsAtWork)
            thread.Start();
        foreach (Thread thread in threadsAtWork)
            thread.Join();

        return failure;
    }

    private void Tell(Trial trial)
    {
        StudyHistory history = new(study.Directions, store.Trials(study));
        string how = trial.State switch
        {
            TrialState.Complete => string.Join(", ", trial.Values.Select((value, i) => TuneWords.Value(measures[i], value))),
            TrialState.Pruned => $"given up after epoch {trial.LastStep}",
            _ => $"failed: {JsonSerializer.Deserialize(trial.UserAttributes.GetValueOrDefault("error", "\"\""), TuningJson.Default.String)}",
        };
        string best = history.Directions.Count == 1 && history.Best() is [var first] ? $"; best {TuneWords.Value(measures[0], first.Values[0])} in trial {first.Number}" : "";
        lock (_line)
            output.Remark($"trial {trial.Number}: {how}{best}  [{TuneWords.Parameters(trial)}]");
    }
}
