namespace Digits.Tuning;

/// <summary>
/// Trials as a forest takes them: numbers of 0 to 1 where the search works (so the logarithm where it goes by factors), and places of choices.
/// </summary>
/// <remarks>
/// Optuna 3.1 writes a choice as columns of 0 and 1 and weighs all combinations of these alike, two choices at once included; and it takes a range that is
/// searched by factors as if it were searched evenly. Here
/// each choice, and each factor, has the weight that the search gives it.
/// </remarks>
internal sealed class ImportanceSamples
{
    private ImportanceSamples(string[] names, double[][] x, int[] choices) => (Names, X, Choices) = (names, x, choices);

    /// <summary>The parameters that all trials have, by name.</summary>
    internal string[] Names { get; }

    /// <summary>The samples, <c>[trials][parameters]</c>.</summary>
    internal double[][] X { get; }

    /// <summary>How many choices each parameter has; 0 for a number.</summary>
    internal int[] Choices { get; }

    internal static ImportanceSamples Of(IReadOnlyList<Trial> trials)
    {
        string[] names =
        [
            .. trials[0].Parameters.Keys
                .Where(name =>
                    trials.All(trial => trial.Distributions.TryGetValue(name, out Distribution? range) && range.IsCompatible(trials[0].Distributions[name])))
                .Order(StringComparer.Ordinal),
        ];
        double[][] columns = [.. names.Select(name => Column(trials, name))];
        return new ImportanceSamples(
            names,
            [.. trials.Select((_, row) => (double[])[.. columns.Select(column => column[row])])],
            [.. names.Select(name => trials[0].Distributions[name] is CategoricalDistribution categorical ? categorical.Choices.Count : 0)]);
    }

    /// <summary>The range is that of all trials together: it may have been changed on the way.</summary>
    private static double[] Column(IReadOnlyList<Trial> trials, string name)
    {
        if (trials[0].Distributions[name] is CategoricalDistribution)
            return [.. trials.Select(trial => trial.Parameters[name])];

        (double Low, double High)[] bounds = [.. trials.Select(trial => ((NumericDistribution)trial.Distributions[name]).InnerBounds())];
        (double low, double high) = (bounds.Min(bound => bound.Low), bounds.Max(bound => bound.High));
        return [.. trials.Select(trial => high > low ? Math.Clamp((Inner(trial) - low) / (high - low), 0, 1) : 0)];

        double Inner(Trial trial) => ((NumericDistribution)trial.Distributions[name]).Inner(trial.Parameters[name]);
    }
}
