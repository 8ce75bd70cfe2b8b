namespace Digits.Tuning;

/// <summary>
/// How much of a tree's variance each feature explains by itself (Hutter, Hoos and Leyton-Brown, "An efficient approach for assessing hyperparameter
/// importance", 2014).
/// </summary>
internal static class Fanova
{
    /// <summary>
    /// The main effect of each feature as a share of the variance over the whole space; what is missing to 1 are interactions. Exact: a feature's marginal is
    /// constant between the edges of the leaves' boxes.
    /// </summary>
    /// <param name="leaves">The leaves of a tree, which cover the space once.</param>
    /// <returns>A share a feature; null where the tree gives the same everywhere.</returns>
    internal static double[]? MainEffects(IReadOnlyList<TreeLeaf> leaves)
    {
        double[] volumes = [.. leaves.Select(leaf => leaf.Volume())];
        double mean = leaves.Zip(volumes, (leaf, volume) => volume * leaf.Value).Sum();
        double variance = leaves.Zip(volumes, (leaf, volume) => volume * (leaf.Value - mean) * (leaf.Value - mean)).Sum();
        if (!(variance > 1e-20 * mean * mean))
            return null;

        return [.. leaves[0].Box.Select((_, feature) => Math.Min(1, VarianceOfMarginal(leaves, feature, mean) / variance))];
    }

    private static double VarianceOfMarginal(IReadOnlyList<TreeLeaf> leaves, int feature, double mean)
    {
        int choices = leaves[0].Box[feature].Choices?.Length ?? 0;
        double[] edges = choices == 0
            ? [.. leaves.SelectMany(leaf => (double[])[leaf.Box[feature].From, leaf.Box[feature].To]).Distinct().Order()]
            : [.. Enumerable.Range(0, choices + 1).Select(edge => (double)edge / choices)];
        double[] marginal = new double[edges.Length - 1];
        foreach (TreeLeaf leaf in leaves)
        {
            Region region = leaf.Box[feature];
            double part = leaf.Value * leaf.Volume(except: feature);
            int first = choices == 0 ? Array.BinarySearch(edges, region.From) : 0;
            int last = choices == 0 ? Array.BinarySearch(edges, region.To) : choices;
            for (int cell = first; cell < last; cell++)
                marginal[cell] += region.Choices?[cell] == false ? 0 : part;
        }

        return marginal.Select((value, cell) => (edges[cell + 1] - edges[cell]) * (value - mean) * (value - mean)).Sum();
    }
}
