using System.Globalization;
using System.Text;
using System.Text.Json;
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

    /// <summary>What a trial tries, by name.</summary>
    internal static string Parameters(Trial trial) => string.Join(
        ", ",
        trial.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {Short(trial.Distributions[pair.Key], pair.Value)}"));

    /// <summary>The command that trains as a trial did; null for a trial of another program.</summary>
    internal static string? Command(Trial trial) =>
        trial.UserAttributes.TryGetValue("command", out string? json) ? JsonSerializer.Deserialize(json, TuningJson.Default.String) : null;

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
        text.AppendLine($"{trials.Count} trials: {Count(TrialState.Complete)} complete, {Count(TrialState.Pruned)} given up, {Count(TrialState.Fail)} failed, {Count(TrialState.Waiting)} waiting");
        return text.ToString();

        int Count(TrialState state) => trials.Count(trial => trial.State == state);
    }

    private static string Short(Distribution distribution, double value) =>
        distribution is FloatDistribution ? value.ToString("G4", CultureInfo.InvariantCulture) : distribution.Text(value);
}
