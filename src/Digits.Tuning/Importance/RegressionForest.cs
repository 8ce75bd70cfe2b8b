using Digits.Data;

namespace Digits.Tuning;

/// <summary>
/// Trees, each grown on as many samples as there are, drawn with replacement (Breiman, "Random forests", 2001). The same seed gives the same forest.
/// </summary>
internal static class RegressionForest
{
    private const int Trees = 64;

    /// <summary>The main effects of the features, and how well trees predict samples that they were not grown on.</summary>
    /// <param name="x">The samples, <c>[n][features]</c>: numbers of 0 to 1 and places of choices.</param>
    /// <param name="y">Their values.</param>
    /// <param name="choices">How many choices each feature has; 0 for a number.</param>
    /// <param name="seed">Which forest.</param>
    /// <returns>The mean of <see cref="Fanova.MainEffects"/> over the trees, and the share of the variance that predictions explain (R²); null where all trees
    /// are flat.</returns>
    internal static (double[] MainEffects, double Fit)? Analyse(double[][] x, double[] y, int[] choices, ulong seed)
    {
        List<double[]> effects = [];
        double[] predicted = new double[y.Length];
        int[] predictions = new int[y.Length];
        for (int tree = 0; tree < Trees; tree++)
        {
            SeededRandom random = new(seed, (ulong)tree);
            int[] weights = new int[y.Length];
            for (int i = 0; i < y.Length; i++)
                weights[random.NextInt(y.Length)]++;

            IReadOnlyList<TreeLeaf> leaves = new TreeGrower(x, y, choices, weights, random).Grow();
            foreach ((TreeLeaf leaf, int row) in leaves.SelectMany(leaf => leaf.Rows.Select(row => (leaf, row))).Where(pair => weights[pair.row] == 0))
            {
                predicted[row] += leaf.Value;
                predictions[row]++;
            }

            if (Fanova.MainEffects(leaves) is { } shares)
                effects.Add(shares);
        }

        if (effects.Count == 0)
            return null;

        int[] seen = [.. Enumerable.Range(0, y.Length).Where(row => predictions[row] > 0)];
        double mean = seen.Average(row => y[row]);
        double error = seen.Sum(row => Square(y[row] - (predicted[row] / predictions[row])));
        return ([.. choices.Select((_, feature) => effects.Average(shares => shares[feature]))], 1 - (error / seen.Sum(row => Square(y[row] - mean))));
    }

    private static double Square(double value) => value * value;
}
