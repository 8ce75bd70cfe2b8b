using System.Text.Json.Nodes;
using Digits.Engine;

namespace Digits.Tuning;

/// <summary>
/// Works on a study: takes a waiting trial or starts a new one, runs it, and writes how it ended. Any number of workers may share a study. One that finds
/// nothing to do stays until the
/// others have ended their trials: should one of them die, its trial comes back.
/// </summary>
/// <param name="store">Where the study is.</param>
/// <param name="study">The study.</param>
/// <param name="space">What is searched.</param>
/// <param name="options">How to search.</param>
internal sealed class StudyWorker(StudyStore store, StoredStudy study, SearchSpace space, StudyOptions options)
{
    /// <summary>How long a worker without work waits before it looks again.</summary>
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(0.5);

    /// <summary>Makes sure that the study's parameters are those of the space, as far as both have them.</summary>
    /// <exception cref="DigitsException">One has another kind of range there.</exception>
    internal void Check()
    {
        foreach (Trial trial in store.Trials(study))
        {
            foreach ((string name, Distribution there) in trial.Distributions)
            {
                if (space.Contains(name) && !space[name].Distribution.IsCompatible(there))
                    throw new InvalidInputException(
                        $"The study '{study.Name}' has {name} as {there.ToJson()}, which is another kind of range than {space[name].Distribution.ToJson()}; "
                            + "use the same range, or another study.");
            }
        }
    }

    /// <summary>Runs one trial.</summary>
    /// <param name="objective">Gives a value an objective; told to stop by the token.</param>
    /// <param name="cancellation">Stops; the trial then waits for another worker.</param>
    /// <returns>The trial as the store has it at the end: failed, where another worker took this one for dead meanwhile. Null where the study has all its
    /// trials, or the sampler has nothing left to try.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    internal Trial? RunOne(Func<TrialRun, CancellationToken, IReadOnlyList<double>> objective, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        if (Next(cancellation) is not { } trial)
            return null;

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
            run = new TrialRun(store, study, trial, space, values, options.Pruner);
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

        return store.Read(study, trial);
    }

    /// <summary>The next trial; null where the study has all its trials and nobody is at work.</summary>
    private Trial? Next(CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            store.FailDead(study, options.Grace, options.Retries);
            if ((store.Claim(study) ?? store.Begin(study, options.Trials)) is { } trial)
                return trial;
            if (!store.IsAnyAtWork(study))
                return null;

            cancellation.WaitHandle.WaitOne(_pause);
        }
    }

    private IReadOnlyList<double> Checked(IReadOnlyList<double> values) =>
        values.Count == study.Directions.Count && !values.Any(double.IsNaN) ? values : throw new TrialFailedException("The objective is not a number.");

    /// <summary>What a trial was told to try, and what the sampler chooses besides; null where nothing is left to try.</summary>
    private IReadOnlyDictionary<string, double>? Choose(Trial trial)
    {
        IReadOnlyDictionary<string, double>? sampled = options.Sampler.Sample(space, new StudyHistory(study.Directions, store.Trials(study)), trial.Number);
        JsonObject told = FixedValues.Of(trial);
        return told.Count == 0 ? sampled : FixedValues.Complete(told, space, sampled ?? new Dictionary<string, double>(StringComparer.Ordinal));
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
