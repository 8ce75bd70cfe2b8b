using Digits.Data;

namespace Digits.Tuning;

/// <summary>
/// The tree-structured Parzen estimator (Bergstra and others, 2011), for parameters jointly (Falkner, Klein and Hutter, "BOHB", 2018): of several values drawn
/// from the density of the
/// good trials it takes the one that is likeliest among the good against all others. Parameters that are searched under the same condition are one joint
/// density.
/// Trials at work count among the others, so that workers side by side do not all try the same.
/// </summary>
/// <param name="seed">Chooses the draws.</param>
/// <param name="startup">So many finished trials are drawn at random first.</param>
/// <param name="candidates">Values drawn for each choice.</param>
public sealed class TpeSampler(ulong seed, int startup = 10, int candidates = 24) : ISampler
{
    private const int MostGood = 25;
    private readonly RandomSampler _random = new(seed);

    /// <inheritdoc />
    public IReadOnlyDictionary<string, double> Sample(SearchSpace space, StudyHistory history, int number)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(history);
        Trial[] ranked = TrialRanking.Of(history);
        if (ranked.Length < startup)
            return _random.Sample(space, history, number);

        int good = Math.Min((int)Math.Ceiling(0.1 * ranked.Length), MostGood);
        Trial[] others = [.. ranked[good..].Concat(history.Trials.Where(trial => trial.State == TrialState.Running)).OrderBy(trial => trial.Number)];
        Trial[] best = [.. ranked[..good].OrderBy(trial => trial.Number)];
        SeededRandom random = new(seed, (ulong)number);
        Dictionary<string, double> values = new(StringComparer.Ordinal);
        IEnumerable<IGrouping<string, SearchParameter>> groups =
            space.Parameters.GroupBy(parameter => parameter.Condition?.ToString() ?? "", StringComparer.Ordinal);
        foreach (IGrouping<string, SearchParameter> group in groups)
        {
            SearchParameter[] parameters = [.. group];
            if (!space.IsActive(parameters[0], values))
                continue;

            double[] drawn = Draw(
                random,
                new ParzenEstimator(parameters, Observations(parameters, best)),
                new ParzenEstimator(parameters, Observations(parameters, others)));
            for (int i = 0; i < drawn.Length; i++)
                values[parameters[i].Name] = drawn[i];
        }

        return values;
    }

    private double[] Draw(SeededRandom random, ParzenEstimator good, ParzenEstimator others)
    {
        double[] best = [];
        double greatest = double.NegativeInfinity;
        for (int i = 0; i < candidates; i++)
        {
            double[] drawn = good.Draw(random);
            double gain = good.LogDensity(drawn) - others.LogDensity(drawn);
            if (gain > greatest)
                (best, greatest) = (drawn, gain);
        }

        return best;
    }

    /// <summary>The values of trials that have them all; bounds may have been others then.</summary>
    private static double[][] Observations(SearchParameter[] parameters, Trial[] trials) =>
    [
        .. from trial in trials
           where parameters.All(parameter => trial.Parameters.TryGetValue(parameter.Name, out double value) && Fits(parameter.Distribution, value))
           select (double[])[.. parameters.Select(parameter => trial.Parameters[parameter.Name])],
    ];

    private static bool Fits(Distribution distribution, double value) =>
        distribution is NumericDistribution numeric ? value >= numeric.Low && value <= numeric.High : distribution.Contains(value);
}
