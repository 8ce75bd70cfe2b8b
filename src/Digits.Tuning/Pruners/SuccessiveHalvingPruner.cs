namespace Digits.Tuning;

/// <summary>
/// Asynchronous successive halving (Li and others, "A system for massively parallel hyperparameter tuning", 2020): at steps that grow by a factor, only the
/// best share of the trials that came so far goes on.
/// </summary>
/// <param name="least">The first step at which trials are compared.</param>
/// <param name="factor">The next is so many times farther, and one of so many trials goes on.</param>
/// <param name="spared">So many of the first comparisons are left out.</param>
public sealed class SuccessiveHalvingPruner(int least = 1, int factor = 3, int spared = 0) : IPruner
{
    /// <summary>The system attribute that a trial gets for each comparison, with a number behind it: what it was compared by.</summary>
    public const string RungKey = "completed_rung_";

    /// <inheritdoc />
    public bool ShouldPrune(StudyHistory history, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(trial);
        if (trial.LastStep is not { } step || Rung(step) is not { } rung)
            return false;

        double value = trial.Intermediate[step];
        if (double.IsNaN(value))
            return true;

        double[] reached =
        [
            .. history.Trials
                .Where(other => other.Number != trial.Number && other.Intermediate.ContainsKey(step))
                .Select(other => history.Cost(other.Intermediate[step]))
                .Append(history.Cost(value))
                .Where(cost => !double.IsNaN(cost))
                .Order(),
        ];

        // Of fewer trials than the factor only the best goes on.
        return history.Cost(value) > reached[Math.Max(0, (reached.Length / factor) - 1)];
    }

    /// <summary>The number of the comparison that is due at a step, from 0; null where none is.</summary>
    internal int? Rung(int step)
    {
        long at = least;
        for (int i = 0; i < spared; i++)
            at *= factor;

        int rung = 0;
        for (; at < step; at *= factor)
            rung++;

        return at == step ? rung : null;
    }
}
