namespace Digits.Tuning;

/// <summary>
/// Which parameters an objective depends on, by fANOVA (Hutter, Hoos and Leyton-Brown, "An efficient approach for assessing hyperparameter importance", 2014):
/// a random forest learns the objective from the complete
/// trials, and the main effect of a parameter is the variance of the forest's prediction over that parameter alone, averaged over all the others.
/// </summary>
/// <remarks>
/// As in Optuna, the parameters that every complete trial has are compared with each other. One that is searched only under a condition cannot be compared with
/// them: where it is missing it has no effect, and to
/// take "missing" for a value would give it the credit of the parameter that decides about it. So it has a forest of its own, of the trials that have it, and
/// its share of their main effects.
/// </remarks>
/// <param name="Parameters">The parameters that every trial has, the most important first; their shares add up to 1.</param>
/// <param name="Conditional">Those that only some have, the most important first; each among the parameters of the trials that have it.</param>
/// <param name="Trials">The complete trials that it was learnt from.</param>
/// <param name="MainEffects">All main effects together as a share of the variance; the rest are interactions, which belong to no parameter alone.</param>
/// <param name="Fit">The share of the variance that the forest predicts of trials that it was not grown on (R² out of bag). Near 0 or below, shares say
/// little.</param>
public sealed record StudyImportance(
    IReadOnlyList<ParameterImportance> Parameters, IReadOnlyList<ParameterImportance> Conditional, int Trials, double MainEffects, double Fit)
{
    /// <summary>From fewer trials nothing can be learnt.</summary>
    public const int LeastTrials = 8;

    /// <summary>Learns from the trials of a study; the same trials and seed give the same.</summary>
    /// <param name="history">The study.</param>
    /// <param name="objective">Which of its objectives, from 0.</param>
    /// <param name="seed">Which forest.</param>
    /// <returns>The importance; null where there are fewer than <see cref="LeastTrials"/> complete trials with a finite value, or all have the same.</returns>
    public static StudyImportance? Of(StudyHistory history, int objective = 0, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(history);
        Trial[] trials =
        [
            .. history.Trials.Where(trial =>
                trial.State == TrialState.Complete && objective < trial.Values.Count && double.IsFinite(trial.Values[objective])),
        ];
        if (Analyse(trials, objective, seed) is not { } always)
            return null;

        List<ParameterImportance> conditional = [];
        foreach (string name in trials.SelectMany(trial => trial.Parameters.Keys).Distinct(StringComparer.Ordinal)
            .Except(always.Shares.Select(share => share.Name), StringComparer.Ordinal))
        {
            Trial[] having = [.. trials.Where(trial => trial.Parameters.ContainsKey(name))];
            if (Analyse(having, objective, seed)?.Shares.FirstOrDefault(share => share.Name == name) is { } share)
                conditional.Add(share);
        }

        return new StudyImportance(Sorted(always.Shares), Sorted(conditional), trials.Length, always.MainEffects, always.Fit);
    }

    private static (ParameterImportance[] Shares, double MainEffects, double Fit)? Analyse(Trial[] trials, int objective, ulong seed)
    {
        if (trials.Length < LeastTrials)
            return null;

        ImportanceSamples samples = ImportanceSamples.Of(trials);
        double[] values = [.. trials.Select(trial => trial.Values[objective])];
        if (RegressionForest.Analyse(samples.X, values, samples.Choices, seed) is not var (effects, fit) || effects.Sum() <= 0)
            return null;

        return ([.. samples.Names.Zip(effects, (name, effect) => new ParameterImportance(name, effect / effects.Sum(), trials.Length))], effects.Sum(), fit);
    }

    private static ParameterImportance[] Sorted(IEnumerable<ParameterImportance> shares) =>
        [.. shares.OrderByDescending(share => share.Share).ThenBy(share => share.Name, StringComparer.Ordinal)];
}
