using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Digits.Cli.Display;
using Digits.Data;
using Digits.Engine;
using Digits.Training;
using Digits.Tuning;
using Digits.Tuning.Reports;

namespace Digits.Cli;

/// <summary>Workers at one study, until it has its trials, the time is up, or somebody interrupts.</summary>
internal sealed class TuningSession(StudyStore store, StoredStudy study, RunConfiguration configuration, DigitSet images, IReadOnlyList<TuningMeasure> measures, Output output)
{
    private const string SettingsKey = "digits:configuration";

    /// <summary>The file for the best network, in the working directory: the study's name, as far as a file may be called so.</summary>
    private string NetworkFile => string.Concat(study.Name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-')) + ".json";

    /// <summary>Makes sure that what is not searched is as it was when the study began: values of other data or other epochs could not be compared.</summary>
    /// <exception cref="DigitsException">It is not.</exception>
    internal void Check()
    {
        string[] wanted = [.. configuration.Options().Select(option => $"{option.Name} {option.Value}"), .. Contents(), $"objective {string.Join(',', measures.Select(measure => measure.Name))}"];
        if (!store.Attributes(study).TryGetValue(SettingsKey, out string? stored))
        {
            store.SetAttribute(study, SettingsKey, JsonSerializer.Serialize(wanted, TuningJson.Default.StringArray));
            store.SetAttribute(study, "study:metric_names", JsonSerializer.Serialize([.. measures.Select(measure => measure.Name)], TuningJson.Default.StringArray), system: true);
            return;
        }

        // An earlier version wrote switches as True and False.
        string[] was = [.. JsonSerializer.Deserialize(stored, TuningJson.Default.StringArray)!
            .Select(line => line.EndsWith(" True", StringComparison.Ordinal) || line.EndsWith(" False", StringComparison.Ordinal) ? line.ToLowerInvariant() : line),];
        if (was.Except(wanted, StringComparer.Ordinal).FirstOrDefault() is { } other)
            throw new InvalidInputException($"The study '{study.Name}' was begun with --{other}; give that again, or another --study.");
        // A study of an earlier version does not tell all of it: that is known by the objective, which always stands there now. An option that it did not know was at its default.
        IEnumerable<string> usual = new RunConfiguration().Options().Select(option => $"{option.Name} {option.Value}");
        if (was.Any(line => line.StartsWith("objective ", StringComparison.Ordinal)) && wanted.Except(was.Concat(usual), StringComparer.Ordinal).FirstOrDefault() is { } added)
            throw new InvalidInputException($"The study '{study.Name}' was begun without --{added}; leave that out, or give another --study.");
    }

    /// <summary>What the files hold that options name.</summary>
    private IEnumerable<string> Contents()
    {
        if (configuration.From is { } from)
            yield return $"from with the SHA-256 {from.Sha256}";
        if (configuration.Teacher is { } teacher)
            yield return $"teacher with the SHA-256 {teacher.Sha256}";
        if (configuration.Description is { } description)
            yield return $"model with the SHA-256 {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{description}")))}";
    }

    /// <summary>The configuration that a trial tried.</summary>
    internal RunConfiguration Of(Trial trial) =>
        TunedOptions.Apply(configuration, trial.Parameters.Select(pair => (pair.Key, trial.Distributions[pair.Key].Text(pair.Value))), NetworkFile);

    /// <summary>Writes the network of a trial where its command looks for it; the file, or null where the network has a name.</summary>
    internal string? SaveNetwork(Trial trial)
    {
        if (Of(trial) is not { Description: { } network, Model: var file } || configuration.Description is not null)
            return null;

        AtomicFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(network + "\n")));
        return file;
    }

    /// <summary>Writes the report of the study by now.</summary>
    internal void SaveReport(StudyHistory history, string folder) => StudyReport.Create(new StudyReportContent
    {
        StudyName = study.Name,
        History = history,
        Objectives = [.. measures.Select(measure => new StudyObjective(measure.Name, measure.Name == "accuracy"))],
        Commands = history.Best().Where(trial => TuneWords.Command(trial) is not null).ToDictionary(trial => trial.Number, trial => TuneWords.Command(trial)!),
        // Where trials may end by themselves, nobody knows what giving one up has saved.
        Warning = configuration.Data == DataSource.StrokesName ? "Searched on digits drawn by a program (“strokes”): no figure here is one of MNIST’s." : null,
        Steps = configuration.Resolve().EarlyStopping > 0 || history.Trials.Any(trial => trial.Parameters.ContainsKey("epochs") || trial.Parameters.ContainsKey("early-stopping")) ? null : configuration.Epochs,
    }).Save(folder);

    /// <summary>Works until the study has its trials or the token says so.</summary>
    /// <exception cref="DigitsException">A worker could not go on, such as with a full disk.</exception>
    internal void Work(SearchSpace space, ISampler sampler, IPruner pruner, StudyWorkerOptions options, int workers, CancellationToken cancellation)
    {
        (int[] train, int[] validation) = Split.Stratified(images.Labels, configuration.ValidationSplit, configuration.Seed);
        (DigitSet trainSet, DigitSet validationSet) = (images.Subset(train), images.Subset(validation));
        int threads = Math.Max(1, (output.Threads == 0 ? Environment.ProcessorCount : output.Threads) / workers);
        TuningDisplay? display = TuningDisplay.For(output, measures, () => new StudyHistory(study.Directions, store.Trials(study)));
        Exception? failure = null;
        using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Thread[] threadsAtWork = [.. Enumerable.Range(0, workers).Select(_ => new Thread(() =>
        {
            try
            {
                TrainingObjective objective = new(configuration, trainSet, validationSet, measures, NetworkFile, threads);
                StudyWorker worker = new(store, study, space, sampler, pruner, options);
                while (worker.RunOne(objective.Run, source.Token) is { } trial)
                    display?.Ended(trial);
            }
            catch (OperationCanceledException)
            {
                // The trial waits for another worker.
            }
            catch (Exception e)
            {
                // The program's own thread says what is wrong; here it would end the process.
                Interlocked.CompareExchange(ref failure, e, null);
                source.Cancel();
            }
        })),];
        if (display is null)
            Finish();
        else
            display.Show(Finish);

        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);

        void Finish()
        {
            foreach (Thread thread in threadsAtWork)
                thread.Start();
            foreach (Thread thread in threadsAtWork)
                thread.Join();
        }
    }
}
