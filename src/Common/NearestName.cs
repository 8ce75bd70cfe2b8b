namespace Digits;

/// <summary>Finds what somebody may have meant by a name that does not exist.</summary>
internal static class NearestName
{
    /// <summary>
    /// The known name with the fewest letters inserted, deleted, replaced or swapped, of several such the one of the likest length; null where none is near.
    /// </summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        string? nearest = known.MinBy(candidate => (Distance(name, candidate), Math.Abs(candidate.Length - name.Length)));
        return nearest is not null && Distance(name, nearest) <= Math.Max(2, nearest.Length / 3) && Distance(name, nearest) < nearest.Length ? nearest : null;
    }

    /// <summary>What to write instead of a name that there is not: the nearest or, where none is near, any of the known ones.</summary>
    public static string Hint(string name, IReadOnlyCollection<string> known) =>
        Of(name, known) is { } nearest ? $"did you mean '{nearest}'?" : $"use one of {string.Join(", ", known)}.";

    // Optimal string alignment (Damerau and Levenshtein), without regard to case.
    private static int Distance(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
