using System.Text.Json;
using System.Text.Json.Nodes;
using Digits.Engine;

namespace Digits.Tuning;

/// <summary>Works at a study: takes a trial that waits or begins a new one, runs it, writes how it ended, and so on. Any number of workers may share a study.</summary>
/// <param name="store">Where the study is.</param>
/// <param name="study">The study.</param>
/// <param name="space">What is searched.</param>
/// <param name="sampler">Chooses what to try.</param>
/// <param name="pruner">Gives up what is not worth it.</param>
/// <param name="options">How to work.</param>
public sealed class StudyWorker(StudyStore store, StoredStudy study, SearchSpace space, ISampler sampler, IPruner pruner, StudyWorkerOptions options)
{
    /// <summary>Makes sure that the study's parameters are those of the space, as far as both have them.</summary>
    /// <exception cref="DigitsException">One has another kind of range there.</exception>
    public void Check()
    {
        foreach (Trial trial in store.Trials(study))
        {
            foreach ((string name, Distribution there) in trial.Distributions)
            {
                if (space.Contains(name) && !space[name].Distribution.IsCompatible(there))
                    throw new DigitsException($"The study '{study.Name}' has {name} as {there.ToJson()}, which is another kind of range than {space[name].Distribution.ToJson()}; give another --study, or the same range.");
            }
        }
    }

    /// <summary>Runs one trial.</summary>
    /// <param name="objective">Gives a value an objective; told to stop by the token.</param>
    /// <param name="cancellation">Stops; the trial then waits for another worker.</param>
    /// <returns>The trial as it ended; null where the study has all its trials, or the sampler has nothing left to try.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Trial? RunOne(Func<TrialRun, CancellationToken, IReadOnlyList<double>> objective, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        cancellation.ThrowIfCancellationRequested();
        store.FailDead(study, options.Grace, options.Retries);
        if ((store.Claim(study) ?? store.Begin(study, options.Trials)) is not { } trial)
            return null;

        // Before anything that takes time: a worker that dies without a heartbeat leaves its trial running for ever.
        store.Beat(trial);
        using Timer pulse = new(_ => Beat(trial), null, options.Heartbeat, options.Heartbeat);
        TrialRun? run = null;
        try
        {
            if (Choose(trial) is not { } values)
            {
                Fail(trial, "There is nothing left to try.");
                return null;
            }

            store.SetParameters(trial, space, values);
            run = new TrialRun(store, study, trial, space, values, pruner);
            store.Finish(trial, TrialState.Complete, Checked(objective(run, cancellation)));
        }
        catch (TrialPrunedException)
        {
            store.Finish(trial, TrialState.Pruned, run?.LastValue is { } last && study.Directions.Count == 1 ? [last] : []);
        }
        catch (OperationCanceledException)
        {
            store.GiveBack(study, trial);
            throw;
        }
        catch (TrialFailedException e)
        {
            Fail(trial, e.Message);
        }

        return store.Trials(study)[trial.Number];
    }

    private IReadOnlyList<double> Checked(IReadOnlyList<double> values) =>
        values.Count == study.Directions.Count && !values.Any(double.IsNaN) ? values : throw new TrialFailedException("The objective is not a number.");

    /// <summary>What a trial was told to try, and what the sampler chooses besides; null where nothing is left to try.</summary>
    /// <exception cref="TrialFailedException">It was told something that cannot be tried.</exception>
    private IReadOnlyDictionary<string, double>? Choose(Trial trial)
    {
        IReadOnlyDictionary<string, double>? sampled = sampler.Sample(space, new StudyHistory(study.Directions, store.Trials(study)), trial.Number);
        return trial.SystemAttributes.TryGetValue("fixed_params", out string? json) ? Fixed(json, sampled ?? new Dictionary<string, double>(StringComparer.Ordinal)) : sampled;
    }

    private Dictionary<string, double> Fixed(string json, IReadOnlyDictionary<string, double> sampled)
    {
        JsonObject told = JsonNode.Parse(json)!.AsObject();
        Dictionary<string, double> values = new(StringComparer.Ordinal);
        foreach (SearchParameter parameter in space.Parameters)
        {
            if (!space.IsActive(parameter, values))
                continue;

            if (told.TryGetPropertyValue(parameter.Name, out JsonNode? wanted))
            {
                if (!parameter.Distribution.TryRead(JsonElement.Parse(wanted?.ToJsonString() ?? "null"), out double value))
                    throw new TrialFailedException($"{parameter.Name} cannot be {wanted?.ToJsonString() ?? "null"}: it is not in its range.");

                values[parameter.Name] = value;
            }
            else
            {
                // What the sampler chose for another branch may be missing here: then the middle.
                values[parameter.Name] = sampled.TryGetValue(parameter.Name, out double value) ? value : parameter.Distribution.At(0.5);
            }
        }

        return values;
    }

    private void Fail(Trial trial, string why)
    {
        store.SetAttribute(trial, "error", JsonValue.Create(why).ToJsonString());
        store.Finish(trial, TrialState.Fail);
    }

    /// <summary>A heartbeat that cannot be written is missed; several in a row, and the trial counts as dead, which is what it is for.</summary>
    private void Beat(Trial trial)
    {
        try
        {
            store.Beat(trial);
        }
        catch (DigitsException)
        {
            // The trial's own thread meets the same database and says what is wrong.
        }
    }
}
