namespace Digits.Evaluation;

/// <summary>
/// One class against the rest: for each distinct score, from the highest down, how many images of the class and how many others score at least as high.
/// </summary>
internal sealed class RankedScores
{
    private RankedScores(int[] hits, int[] misses) => (Hits, Misses) = (hits, misses);

    /// <summary>Images of the class down to each distinct score, rising to all of them.</summary>
    internal int[] Hits { get; }

    /// <summary>Other images down to each distinct score, rising to all of them.</summary>
    internal int[] Misses { get; }

    internal int Positives => Hits.Length == 0 ? 0 : Hits[^1];

    internal int Negatives => Misses.Length == 0 ? 0 : Misses[^1];

    /// <summary>Ranks images.</summary>
    /// <param name="isPositive">Whether each image is of the class, <c>[N]</c>.</param>
    /// <param name="scores">The greater, the more likely of the class, <c>[N]</c>; equal ones count as one threshold.</param>
    internal static RankedScores Of(ReadOnlySpan<bool> isPositive, ReadOnlySpan<float> scores)
    {
        if (isPositive.Length != scores.Length)
            throw new ArgumentException($"{isPositive.Length} labels but {scores.Length} scores; there must be one of each per image.", nameof(scores));

        float[] keys = scores.ToArray();
        bool[] flags = isPositive.ToArray();
        Array.Sort(keys, flags);
        List<int> hits = [];
        List<int> misses = [];
        int hit = 0;
        int miss = 0;
        for (int i = keys.Length - 1; i >= 0; i--)
        {
            if (flags[i])
                hit++;
            else
                miss++;

            if (i > 0 && keys[i - 1] == keys[i])
                continue;

            hits.Add(hit);
            misses.Add(miss);
        }

        return new RankedScores([.. hits], [.. misses]);
    }
}
