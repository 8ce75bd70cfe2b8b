using Digits.Reports.Drawing;

namespace Digits.Tuning.Reports;

/// <summary>A study as its pictures and tables need it.</summary>
internal sealed class StudyView
{
    // More lines and dots than this hide each other, and make the page slow.
    private const int MostShown = 500;

    internal StudyView(StudyReportContent content)
    {
        Content = content;
        Complete =
        [
            .. History.Trials.Where(trial =>
                trial.State == TrialState.Complete && trial.Values.Count == History.Directions.Count && trial.Values.All(Scale.CanShow)),
        ];
        Best = [.. (History with { Trials = Complete }).Best().OrderBy(trial => History.Cost(trial.Values[0])).ThenBy(trial => trial.Number)];
        Importance = [.. Enumerable.Range(0, Objectives.Count).Select(objective => StudyImportance.Of(History, objective))];
        Parameters = ParameterAxis.Of(History.Trials, Importance[0]);
    }

    internal StudyReportContent Content { get; }

    internal StudyHistory History => Content.History;

    internal IReadOnlyList<StudyObjective> Objectives => Content.Objectives;

    /// <summary>The complete trials whose values can be drawn, by number.</summary>
    internal IReadOnlyList<Trial> Complete { get; }

    /// <summary>The best of these; of several objectives, those that no other beats, the best in the first objective first.</summary>
    internal IReadOnlyList<Trial> Best { get; }

    /// <summary>What each objective depends on; null where that cannot be told.</summary>
    internal IReadOnlyList<StudyImportance?> Importance { get; }

    /// <summary>The parameters, the most important first.</summary>
    internal IReadOnlyList<ParameterAxis> Parameters { get; }

    /// <summary>Complete trials, the best of an objective first; of very many, only so many.</summary>
    internal IReadOnlyList<Trial> Ranked(int objective) =>
        [.. Complete.OrderBy(trial => History.Cost(trial.Values[objective], objective)).ThenBy(trial => trial.Number).Take(MostShown)];

    /// <summary>Says where <see cref="Ranked"/> leaves some out.</summary>
    internal string RankedRemark => Complete.Count > MostShown ? $"The best {PlotText.Count(MostShown)} of {PlotText.Count(Complete.Count)} trials" : "";

    /// <summary>Whether a trial is the best of an objective, or one of those that no other beats.</summary>
    internal bool IsBest(Trial trial) => Best.Any(best => best.Number == trial.Number);

    /// <summary>The name of a picture of an objective's: with a single objective, there is one.</summary>
    internal string NameOf(string picture, int objective) => Objectives.Count == 1 ? picture : FormattableString.Invariant($"{picture}-{objective + 1}");

    internal int Count(TrialState state) => History.Trials.Count(trial => trial.State == state);

    internal string Value(Trial trial, int objective = 0) => Objectives[objective].Text(trial.Values[objective]);

    /// <summary>What a tooltip says of a complete trial.</summary>
    internal string Tell(Trial trial) =>
        $"trial {trial.Number}: "
            + $"{string.Join(", ", Objectives.Select((objective, i) => Objectives.Count == 1 ? Value(trial, i) : $"{objective.Name} {Value(trial, i)}"))}";
}
