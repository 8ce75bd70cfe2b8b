using System.Globalization;
using System.Text.Json;
using Digits.Reports.Drawing;

namespace Digits.Tuning.Reports;

/// <summary>The figures and tables of a study's page; their cells are markup.</summary>
internal sealed class StudyTables(StudyView study)
{
    private const int MostNamed = 12;
    private static readonly CultureInfo _culture = CultureInfo.InvariantCulture;

    /// <summary>What stands under the headline.</summary>
    internal IEnumerable<(string Name, string Value)> Figures()
    {
        yield return ("Trials", PlotText.Count(study.History.Trials.Count));
        yield return ("Complete", PlotText.Count(study.Count(TrialState.Complete)));
        yield return ("Given up", PlotText.Count(study.Count(TrialState.Pruned)));
        yield return ("Failed", PlotText.Count(study.Count(TrialState.Fail)));
        yield return ("Running", PlotText.Count(study.Count(TrialState.Running)));
        yield return ("Waiting", PlotText.Count(study.Count(TrialState.Waiting)));
        Trial[] timed = [.. study.History.Trials.Where(trial => trial.Started is not null && trial.Ended >= trial.Started)];
        yield return (
            "First start to last end",
            timed.Length == 0 ? "–" : TimeText.Of(timed.Max(trial => trial.Ended!.Value) - timed.Min(trial => trial.Started!.Value)));
        yield return (
            "Time of all trials",
            timed.Length == 0 ? "–" : TimeText.Of(TimeSpan.FromSeconds(timed.Sum(trial => (trial.Ended!.Value - trial.Started!.Value).TotalSeconds))));
    }

    /// <summary>The parameters of a trial.</summary>
    internal IEnumerable<string[]> Values(Trial trial) => study.Parameters.Where(axis => axis.Has(trial))
        .Select(axis =>
            (string[])[MarkupText.Escape(axis.Name), $"<strong>{MarkupText.Escape(axis.Text(trial))}</strong>", MarkupText.Escape(axis.Describe())]);

    /// <summary>What the columns of <see cref="Trials"/> are.</summary>
    internal string[] Headings() => ["Trial", .. study.Objectives.Select(objective => objective.Title), .. study.Parameters.Select(axis => axis.Name), "Time"];

    /// <summary>A row a trial.</summary>
    internal IEnumerable<string[]> Trials(IEnumerable<Trial> trials) => trials.Select(trial => (string[])[
        trial.Number.ToString(_culture), .. study.Objectives.Select((_, i) => study.Value(trial, i)), .. study.Parameters.Select(axis =>
            MarkupText.Escape(axis.Text(trial))),
        trial.Started is { } start && trial.Ended >= start ? TimeText.Of(trial.Ended.Value - start) : "–",
    ]);

    /// <summary>What giving up has saved, in a sentence.</summary>
    internal string Savings()
    {
        Trial[] pruned = [.. study.History.Trials.Where(trial => trial.State == TrialState.Pruned)];
        int finished = pruned.Length + study.Count(TrialState.Complete);
        string words = $"{pruned.Length} of {finished} trials were given up, because others were better by then.";
        if (study.Content.Steps is not { } steps)
            return words;

        double saved = pruned.Sum(trial => (double)Math.Max(0, steps - (trial.LastStep ?? 0))) / ((double)steps * finished);
        return $"{words} That saved {PlotText.Percent(saved, 0)} of the {study.Content.Step}s that all {finished} would have taken to the end.";
    }

    /// <summary>How many trials were given up at each step.</summary>
    internal IEnumerable<string[]> GivenUp()
    {
        Trial[] finished = [.. study.History.Trials.Where(trial => trial.State is TrialState.Pruned or TrialState.Complete)];
        IEnumerable<Trial> pruned = finished.Where(trial => trial.State == TrialState.Pruned);
        foreach (IGrouping<int, Trial> step in pruned.GroupBy(trial => trial.LastStep ?? 0).OrderBy(group => group.Key))
        {
            int reached = finished.Count(trial => trial.State == TrialState.Complete || (trial.LastStep ?? 0) >= step.Key);
            yield return [step.Key.ToString(_culture), PlotText.Count(step.Count()), PlotText.Percent((double)step.Count() / reached, 0)];
        }
    }

    /// <summary>Each reason with its trials, the most frequent first.</summary>
    internal IEnumerable<(string Reason, string Trials)> Failures() => study.History.Trials.Where(trial => trial.State == TrialState.Fail)
        .GroupBy(Reason, StringComparer.Ordinal)
        .OrderByDescending(group => group.Count())
        .Select(group =>
            (
                group.Key,
                $"{(group.Count() == 1 ? "trial" : $"{group.Count()} trials:")} "
                    + $"{string.Join(", ", group.Take(MostNamed).Select(trial => trial.Number))}{(group.Count() > MostNamed ? "…" : "")}"));

    private static string Reason(Trial trial)
    {
        if (!trial.UserAttributes.TryGetValue("error", out string? json))
            return "No reason is known: its worker died.";

        try
        {
            return JsonSerializer.Deserialize(json, TuningJson.Default.String) ?? json;
        }
        catch (JsonException)
        {
            // Another program wrote it: as it stands is better than not at all.
            return json;
        }
    }
}
