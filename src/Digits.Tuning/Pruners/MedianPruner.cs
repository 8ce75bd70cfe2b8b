namespace Digits.Tuning;

/// <summary>
/// Gives up a trial whose best value so far is worse than the median of what complete trials had at the same step (Golovin and others, "Google Vizier", 2017).
/// </summary>
/// <param name="startup">So many trials have to be complete first.</param>
/// <param name="warmUp">No trial is given up before this step.</param>
public sealed class MedianPruner(int startup = 5, int warmUp = 0) : IPruner
{
    /// <inheritdoc />
    public bool ShouldPrune(StudyHistory history, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(trial);
        Trial[] complete = [.. history.Trials.Where(other => other.State == TrialState.Complete)];
        if (trial.LastStep is not { } step || step < warmUp || complete.Length < startup)
            return false;

        double[] others = [.. complete.Where(other => other.Intermediate.ContainsKey(step)).Select(other => history.Cost(other.Intermediate[step]))
            .Where(double.IsFinite).Order()];
        double[] own = [.. trial.Intermediate.Values.Select(value => history.Cost(value)).Where(cost => !double.IsNaN(cost))];
        if (others.Length == 0)
            return false;

        double median = (others[(others.Length - 1) / 2] + others[others.Length / 2]) / 2;
        return own.Length == 0 || own.Min() > median;
    }
}
