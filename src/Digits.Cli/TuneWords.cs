using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Digits.Tuning;

namespace Digits.Cli;

/// <summary>What <c>tune</c> says.</summary>
internal static class TuneWords
{
    private const int Shown = 5;

    internal static string Value(TuningMeasure measure, double value) => measure.Name switch
    {
        "accuracy" => Figures.Share(value),
        "loss" => value.ToString("0.0000", CultureInfo.InvariantCulture),
        _ => value.ToString("N0", CultureInfo.InvariantCulture),
    };

    /// <summary>How a trial ended.</summary>
    internal static string Ending(Trial trial, IReadOnlyList<TuningMeasure> measures) => trial.State switch
    {
        TrialState.Complete => string.Join(", ", trial.Values.Select((value, i) => Value(measures[i], value))),
        TrialState.Pruned => $"given up after epoch {trial.LastStep}",
        _ => $"failed: {Attribute(trial, "error")}",
    };

    /// <summary>How many trials there are of each state.</summary>
    internal static string Counts(IReadOnlyList<Trial> trials)
    {
        (TrialState State, string Words)[] states =
            [(TrialState.Complete, "complete"), (TrialState.Pruned, "given up"), (TrialState.Fail, "failed"), (TrialState.Running, "at work"), (TrialState.Waiting, "waiting")];
        return $"{trials.Count} trials: " + string.Join(
            ", ", states.Select(state => (Count: trials.Count(trial => trial.State == state.State), state.Words)).Where(state => state.Count > 0).Select(state => $"{state.Count} {state.Words}"));
    }

    /// <summary>What a trial tries, by name.</summary>
    internal static string Parameters(Trial trial) => string.Join(
        ", ",
        trial.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {Short(trial.Distributions[pair.Key], pair.Value)}"));

    /// <summary>The command that trains as a trial did; null for a trial of another program.</summary>
    internal static string? Command(Trial trial) => Attribute(trial, "command");

    internal static string Describe(IReadOnlyList<Trial> trials, StudyHistory history, IReadOnlyList<TuningMeasure> measures)
    {
        StringBuilder text = new();
        Trial[] best = measures.Count > 1 ? [.. history.Best()] : [.. TrialRanking.Of(history).Where(trial => trial.State == TrialState.Complete).Take(Shown)];
        if (best.Length == 0)
            return "No trial is complete.";

        List<string[]> rows = [["Trial", .. measures.Select(measure => measure.Name)], .. best.Select(trial => (string[])[$"{trial.Number}", .. trial.Values.Select((value, i) => Value(measures[i], value))])];
        text.Append(TextTable.Format(rows));
        text.AppendLine();
        foreach (Trial trial in best)
            text.AppendLine($"{trial.Number}: {Parameters(trial)}");
        text.AppendLine();
        text.AppendLine(Counts(trials));
        return text.ToString();
    }

    /// <summary>A note in words that the trial carries; another program may have written anything there.</summary>
    private static string? Attribute(Trial trial, string key) => trial.UserAttributes.TryGetValue(key, out string? json) ? JsonNode.Parse(json)?.ToString() : null;

    private static string Short(Distribution distribution, double value) =>
        distribution is FloatDistribution ? value.ToString("G4", CultureInfo.InvariantCulture) : distribution.Text(value);
}
