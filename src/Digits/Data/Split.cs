using Digits.Engine;

namespace Digits.Data;

/// <summary>Divides the images of a set into those to train on and those to validate on; all come in ascending order.</summary>
public static class Split
{
    /// <summary>
    /// Draws the validation images at random, the same share of every class, to within one image. The same labels, fraction and seed give the same split on
    /// every platform.
    /// </summary>
    /// <param name="labels">The label of each image, <c>[N]</c>.</param>
    /// <param name="fraction">Share of images to validate on, at least 0 (none) and below 1.</param>
    /// <param name="seed">Chooses the draw.</param>
    /// <returns>Indices of the images to train on and to validate on: together each image once.</returns>
    /// <exception cref="DigitsException"><paramref name="fraction"/> is out of range, or there are too few images to divide.</exception>
    public static (int[] Train, int[] Validation) Stratified(ReadOnlySpan<byte> labels, double fraction, ulong seed)
    {
        int wanted = ValidationCount(labels.Length, fraction);
        List<int>[] members = [.. Enumerable.Range(0, ClassNames.Most).Select(_ => new List<int>())];
        for (int i = 0; i < labels.Length; i++)
            members[labels[i]].Add(i);
        int[] quotas = Quotas([.. members.Select(m => m.Count)], fraction, wanted);
        bool[] isValidation = new bool[labels.Length];
        for (int label = 0; label < members.Length; label++)
        {
            int[] drawn = [.. members[label]];
            new SeededRandom(seed, (ulong)label).Shuffle<int>(drawn);
            foreach (int index in drawn.AsSpan(0, quotas[label]))
                isValidation[index] = true;
        }

        IEnumerable<int> all = Enumerable.Range(0, labels.Length);
        return ([.. all.Where(i => !isValidation[i])], [.. all.Where(i => isValidation[i])]);
    }

    /// <summary>
    /// Divides the images at random into folds for cross-validation, as scikit-learn's <c>StratifiedKFold</c> does: every fold gets the same number of images,
    /// and of images of each class, to within one.
    /// </summary>
    /// <param name="labels">The label of each image, <c>[N]</c>.</param>
    /// <param name="folds">Number of folds, 2 to N.</param>
    /// <param name="seed">Chooses the draw.</param>
    /// <returns>The indices of each fold, ascending: together each image once.</returns>
    /// <exception cref="DigitsException">There are fewer images than folds, or fewer than 2 folds.</exception>
    public static int[][] KFold(ReadOnlySpan<byte> labels, int folds, ulong seed)
    {
        if (folds < 2 || folds > labels.Length)
        {
            throw new InvalidInputException(
                $"{labels.Length} images cannot be divided into {folds} folds; give at least 2 folds and at least one image for each.");
        }

        byte[] classOf = [.. labels];
        int[] shuffled = [.. Enumerable.Range(0, labels.Length)];
        new SeededRandom(seed).Shuffle<int>(shuffled);
        return [.. shuffled.OrderBy(index => classOf[index])
            .Select((index, place) => (Index: index, Fold: place % folds))
            .GroupBy(dealt => dealt.Fold, dealt => dealt.Index)
            .OrderBy(hand => hand.Key)
            .Select(hand => hand.Order().ToArray()),];
    }

    private static int ValidationCount(int count, double fraction)
    {
        if (!(fraction is >= 0 and < 1))
            throw new InvalidInputException($"A validation split of {fraction} is not possible; give a fraction of at least 0 and below 1, such as 0.1.");
        if (fraction == 0)
            return 0;
        if (count < 2)
            throw new InvalidInputException($"{count} images cannot be divided into training and validation; use a validation split of 0.");
        return Math.Clamp((int)Math.Round(count * fraction), 1, count - 1);
    }

    // Largest remainders: each class gets its share rounded down, and those that lost most by that get one more.
    private static int[] Quotas(int[] counts, double fraction, int wanted)
    {
        int[] quotas = [.. counts.Select(count => (int)(count * fraction))];
        int[] byRemainder = [.. Enumerable.Range(0, counts.Length).OrderByDescending(label => counts[label] * fraction - quotas[label])];
        int missing = wanted - quotas.Sum();
        foreach (int label in byRemainder.Where(label => quotas[label] < counts[label]).Take(missing))
            quotas[label]++;
        return quotas;
    }
}
