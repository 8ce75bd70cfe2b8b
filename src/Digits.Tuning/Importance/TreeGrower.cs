using Digits.Data;

namespace Digits.Tuning;

/// <summary>
/// Grows a regression tree until each leaf holds one value (Breiman, Friedman, Olshen and Stone, "Classification and regression trees", 1984). A choice is
/// split into two sets: with the choices in the order
/// of their means, the best two sets are among the cuts of that order (Fisher, 1958).
/// </summary>
/// <param name="x">The samples, <c>[n][features]</c>: numbers of 0 to 1 and places of choices.</param>
/// <param name="y">Their values.</param>
/// <param name="choices">How many choices each feature has; 0 for a number.</param>
/// <param name="weights">How often each sample counts; one that does not is only carried along, to see which leaf it falls in.</param>
/// <param name="random">Decides between splits that are equally good.</param>
internal sealed class TreeGrower(double[][] x, double[] y, int[] choices, int[] weights, SeededRandom random)
{
    private const int MostDepth = 64;
    private readonly List<TreeLeaf> _leaves = [];

    /// <summary>The leaves of the tree.</summary>
    internal IReadOnlyList<TreeLeaf> Grow()
    {
        Grow([.. Enumerable.Range(0, y.Length)], [.. choices.Select(Region.Whole)], 0);
        return _leaves;
    }

    private void Grow(int[] rows, Region[] box, int depth)
    {
        int[] counted = [.. rows.Where(row => weights[row] > 0)];
        double mean = counted.Sum(row => weights[row] * y[row]) / counted.Sum(row => weights[row]);
        bool isPure = counted.All(row => y[row] == y[counted[0]]);
        if (isPure || depth == MostDepth || Best(counted, mean, box) is not var (feature, left, right))
        {
            _leaves.Add(new TreeLeaf(mean, box, rows));
            return;
        }

        foreach (Region side in (Region[])[left, right])
        {
            Region[] part = [.. box];
            part[feature] = side;
            Grow([.. rows.Where(row => side.Contains(x[row][feature]))], part, depth + 1);
        }
    }

    /// <summary>The split that leaves the least squared error; null where the samples cannot be told apart.</summary>
    private (int Feature, Region Left, Region Right)? Best(int[] rows, double mean, Region[] box)
    {
        // In a fixed order, the first feature would win all ties, and of two samples every feature splits as well.
        int[] features = [.. Enumerable.Range(0, choices.Length)];
        random.Shuffle<int>(features);
        double most = -1;
        (int Feature, Region Left, Region Right)? best = null;
        foreach (int feature in features)
        {
            double[] keys = choices[feature] == 0 ? [.. rows.Select(row => x[row][feature])] : MeansOfChoices(rows, feature);
            if (Cut(rows, keys, mean, ref most) is { } threshold)
                best = choices[feature] == 0 ? Split(feature, box[feature], threshold) : Split(feature, box[feature], rows, keys, threshold);
        }

        return best;
    }

    private double[] MeansOfChoices(int[] rows, int feature)
    {
        ILookup<double, int> byChoice = rows.ToLookup(row => x[row][feature]);
        Dictionary<double, double> means = byChoice.ToDictionary(
            group => group.Key,
            group => group.Sum(row => weights[row] * y[row]) / group.Sum(row => weights[row]));
        return [.. rows.Select(row => means[x[row][feature]])];
    }

    /// <summary>The threshold that takes more of the squared error away than <paramref name="most"/>, which it raises; null where none does.</summary>
    private double? Cut(int[] rows, double[] keys, double mean, ref double most)
    {
        (double[] sorted, int[] order) = ([.. keys], [.. rows]);
        Array.Sort(sorted, order);
        double total = order.Sum(row => weights[row]);
        (double weight, double sum) = (0, 0);
        double? threshold = null;
        for (int i = 0; i + 1 < order.Length; i++)
        {
            weight += weights[order[i]];
            sum += weights[order[i]] * (y[order[i]] - mean);

            // Differences to the mean add up to nothing, so what one side has above it the other has below.
            double gain = sum * sum * ((1 / weight) + (1 / (total - weight)));
            if (sorted[i + 1] <= sorted[i] || gain <= most + (1e-12 * Math.Abs(most)))
                continue;

            most = gain;
            double middle = sorted[i] + ((sorted[i + 1] - sorted[i]) / 2);
            threshold = middle < sorted[i + 1] ? middle : sorted[i];
        }

        return threshold;
    }

    private static (int Feature, Region Left, Region Right) Split(int feature, Region whole, double threshold) =>
        (feature, whole with { To = threshold }, whole with { From = threshold });

    /// <summary>Choices that no sample here has go with the greater part.</summary>
    private (int Feature, Region Left, Region Right) Split(int feature, Region whole, int[] rows, double[] keys, double threshold)
    {
        bool?[] isLeft = new bool?[choices[feature]];
        int balance = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            isLeft[(int)x[rows[i]][feature]] = keys[i] <= threshold;
            balance += keys[i] <= threshold ? weights[rows[i]] : -weights[rows[i]];
        }

        bool[] left = [.. isLeft.Select((side, choice) => whole.Choices![choice] && (side ?? balance > 0))];
        bool[] right = [.. isLeft.Select((side, choice) => whole.Choices![choice] && !(side ?? balance > 0))];
        return (feature, whole with { Choices = left }, whole with { Choices = right });
    }
}
