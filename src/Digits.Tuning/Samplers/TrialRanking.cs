namespace Digits.Tuning;

/// <summary>Puts trials in an order, the best first.</summary>
internal static class TrialRanking
{
    /// <summary>
    /// Complete trials by their value, then pruned ones, those that came farther first. Of several objectives, complete trials by how many fronts have to be
    /// taken away before nothing beats them, and
    /// within a front those with more room around them first (Deb, Pratap, Agarwal and Meyarivan, "NSGA-II", 2002).
    /// </summary>
    internal static Trial[] Of(StudyHistory history)
    {
        Trial[] complete = [.. history.Trials.Where(trial => trial.State == TrialState.Complete && trial.Values.Count == history.Directions.Count)];
        if (history.Directions.Count > 1)
            return [.. ByFronts(history, [.. complete])];

        return
        [
            .. complete.OrderBy(trial => history.Cost(trial.Values[0])).ThenBy(trial => trial.Number),
            .. history.Trials
                .Where(trial => trial.State == TrialState.Pruned && trial.LastStep is not null)
                .OrderByDescending(trial => trial.LastStep)
                .ThenBy(trial =>
                    double.IsNaN(trial.Intermediate[trial.LastStep!.Value]) ? double.PositiveInfinity : history.Cost(trial.Intermediate[trial.LastStep.Value]))
                .ThenBy(trial => trial.Number),
        ];
    }

    private static IEnumerable<Trial> ByFronts(StudyHistory history, List<Trial> left)
    {
        while (left.Count > 0)
        {
            Trial[] front = [.. left.Where(trial => !left.Any(other => history.Dominates(other, trial)))];
            double[] room = [.. front.Select(_ => 0.0)];
            for (int objective = 0; objective < history.Directions.Count; objective++)
            {
                int[] order = [.. Enumerable.Range(0, front.Length).OrderBy(i => front[i].Values[objective])];
                double span = front[order[^1]].Values[objective] - front[order[0]].Values[objective];
                (room[order[0]], room[order[^1]]) = (double.PositiveInfinity, double.PositiveInfinity);
                for (int i = 1; i + 1 < order.Length && span > 0; i++)
                    room[order[i]] += (front[order[i + 1]].Values[objective] - front[order[i - 1]].Values[objective]) / span;
            }

            foreach (Trial trial in front.Select((trial, i) => (trial, i)).OrderByDescending(pair => room[pair.i]).ThenBy(pair => pair.trial.Number)
                .Select(pair => pair.trial))
                yield return trial;

            left.RemoveAll(front.Contains);
        }
    }
}
