namespace Digits.Evaluation;

/// <summary>How far two strings are apart.</summary>
internal static class EditDistance
{
    /// <summary>The least number of symbols to change, leave out or add that makes one string of another (Levenshtein, 1966).</summary>
    internal static int Between<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : IEquatable<T>
    {
        // The distances of one beginning of a to all beginnings of b.
        Span<int> row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
            row[j] = j;

        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int changed = diagonal + (a[i - 1].Equals(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
