using System.Globalization;
using System.Text;
using Digits.Tuning;

namespace Digits.Cli;

/// <summary>What <c>tune</c> prints.</summary>
internal static class TuneText
{
    private const int Shown = 5;

    /// <summary>How a trial ended.</summary>
    internal static string Ending(Trial trial, IReadOnlyList<TrainingObjective> objectives) => trial.State switch
    {
        TrialState.Complete => string.Join(", ", trial.Values.Select((value, i) => objectives[i].Format(value))),
        TrialState.Pruned => $"pruned after epoch {trial.LastStep}",
        _ => $"failed: {trial.Error}",
    };

    /// <summary>How many trials there are of each state.</summary>
    internal static string Counts(IReadOnlyList<Trial> trials)
    {
        (TrialState State, string Text)[] states =
            [
                (TrialState.Complete, "complete"),
                (TrialState.Pruned, "pruned"),
                (TrialState.Fail, "failed"),
                (TrialState.Running, "running"),
                (TrialState.Waiting, "waiting"),
            ];
        IEnumerable<string> counts = states
            .Select(state => (Count: trials.Count(trial => trial.State == state.State), state.Text))
            .Where(state => state.Count > 0)
            .Select(state => $"{state.Count} {state.Text}");
        return $"{trials.Count} trial{(trials.Count == 1 ? "" : "s")}: {string.Join(", ", counts)}";
    }

    /// <summary>What a trial tries, by name.</summary>
    internal static string Parameters(Trial trial) => string.Join(
        ", ",
        trial.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {Short(trial.Distributions[pair.Key], pair.Value)}"));

    /// <summary>The best trials, and how many there are.</summary>
    internal static string Describe(StudyHistory history, IReadOnlyList<TrainingObjective> objectives)
    {
        IReadOnlyList<Trial> best = objectives.Count > 1 ? history.Best() : [.. history.Ranked().Take(Shown)];
        if (best.Count == 0)
            return $"No trial is complete ({Counts(history.Trials)}).";

        StringBuilder text = new();
        text.AppendLine(objectives.Count > 1 ? "The trials that no other beats:" : "The best trials:");
        text.Append(TextTable.Format(
        [
            ["Trial", .. objectives.Select(objective => objective.Name)],
            .. best.Select(trial => (string[])[$"{trial.Number}", .. trial.Values.Select((value, i) => objectives[i].Format(value))]),
        ]));
        text.AppendLine();
        foreach (Trial trial in best)
            text.AppendLine($"{trial.Number}: {Parameters(trial)}");
        text.AppendLine();
        text.AppendLine(Counts(history.Trials));
        return text.ToString();
    }

    private static string Short(Distribution distribution, double value) =>
        distribution is FloatDistribution ? value.ToString("G4", CultureInfo.InvariantCulture) : distribution.Text(value);
}
