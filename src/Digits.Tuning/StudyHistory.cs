namespace Digits.Tuning;

/// <summary>What is known of a study when a trial begins.</summary>
/// <param name="Directions">One an objective.</param>
/// <param name="Trials">All trials so far, by number.</param>
public sealed record StudyHistory(IReadOnlyList<StudyDirection> Directions, IReadOnlyList<Trial> Trials)
{
    /// <summary>A value turned so that smaller is better.</summary>
    internal double Cost(double value, int objective = 0) => Directions[objective] == StudyDirection.Minimize ? value : -value;

    /// <summary>
    /// The complete trials that no other beats in one objective without losing in another (the Pareto front); of one objective, the best: the first of equal
    /// ones.
    /// </summary>
    public IReadOnlyList<Trial> Best()
    {
        Trial[] complete = [.. Trials.Where(trial => trial.State == TrialState.Complete)];
        if (Directions.Count == 1)
            return complete.MinBy(trial => Cost(trial.Values[0])) is { } best ? [best] : [];

        return [.. complete.Where(trial => !complete.Any(other => Dominates(other, trial)))];
    }

    /// <summary>The complete trial with the best value of the first objective; null where no trial is complete.</summary>
    public Trial? BestByFirstObjective() => Best().MinBy(trial => Cost(trial.Values[0]));

    /// <summary>Complete trials, the best first. Of several objectives: those that no other beats, then those that only these beat, and so on.</summary>
    public IReadOnlyList<Trial> Ranked() => [.. TrialRanking.Of(this).Where(trial => trial.State == TrialState.Complete)];

    /// <summary>Whether a trial is at least as good in every objective and better in one.</summary>
    internal bool Dominates(Trial one, Trial other)
    {
        bool better = false;
        for (int i = 0; i < Directions.Count; i++)
        {
            double difference = Cost(one.Values[i], i) - Cost(other.Values[i], i);
            if (difference > 0)
                return false;

            better |= difference < 0;
        }

        return better;
    }
}
