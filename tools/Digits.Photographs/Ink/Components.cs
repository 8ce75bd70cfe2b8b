namespace Digits.Photographs;

/// <summary>The connected pieces of ink of a written number, told apart into its digits.</summary>
internal static class Components
{
    /// <summary>The digit that each pixel of ink belongs to, or null where the pieces do not tell.</summary>
    /// <param name="ink">Where there is ink.</param>
    /// <param name="width">Width of the picture.</param>
    /// <param name="digits">How many digits there are.</param>
    /// <param name="areApart">Whether no two of them touch.</param>
    public static byte[]? Owners(bool[] ink, int width, int digits, out bool areApart)
    {
        int[] piece = Label(ink, width, out List<(int Left, int Right, int Count)> pieces);
        List<List<int>> groups = Group(pieces);
        areApart = groups.Count == digits;
        if (groups.Count > digits || groups.Count == 0)
            return null;

        (int Left, int Right)[] spans = [.. groups.Select(group => (group.Min(p => pieces[p].Left), group.Max(p => pieces[p].Right)))];
        int[] shares = Share(spans, digits);
        int[] groupOf = new int[pieces.Count];
        for (int g = 0; g < groups.Count; g++)
        {
            foreach (int p in groups[g])
                groupOf[p] = g;
        }

        byte[] owners = new byte[ink.Length];
        for (int i = 0; i < ink.Length; i++)
        {
            if (!ink[i])
                continue;
            int g = groupOf[piece[i]];
            int within = (i % width - spans[g].Left) * shares[g] / (spans[g].Right - spans[g].Left + 1);
            owners[i] = (byte)(shares[..g].Sum() + within);
        }

        return owners;
    }

    /// <summary>How many digits each group has: where digits touch, the widest groups have more than one.</summary>
    private static int[] Share((int Left, int Right)[] spans, int digits)
    {
        int[] shares = [.. spans.Select(_ => 1)];
        for (int left = digits - spans.Length; left > 0; left--)
        {
            int widest = Enumerable.Range(0, spans.Length).MaxBy(g => (spans[g].Right - spans[g].Left) / (float)shares[g]);
            shares[widest]++;
        }

        return shares;
    }

    /// <summary>Pieces that lie over one another are one digit: a 5 and its bar.</summary>
    private static List<List<int>> Group(List<(int Left, int Right, int Count)> pieces)
    {
        List<List<int>> groups = [];
        int reach = int.MinValue;
        int start = 0;
        foreach (int p in Enumerable.Range(0, pieces.Count).Where(p => pieces[p].Count > 12).OrderBy(p => pieces[p].Left))
        {
            (int left, int right, _) = pieces[p];
            int overlap = Math.Min(reach, right) - left;
            if (groups.Count > 0 && overlap > 0.5 * Math.Min(right - left, reach - start))
            {
                groups[^1].Add(p);
                reach = Math.Max(reach, right);
                continue;
            }

            groups.Add([p]);
            (start, reach) = (left, right);
        }

        // What is too small to count goes with the nearest group.
        for (int p = 0; p < pieces.Count; p++)
        {
            if (pieces[p].Count <= 12 && groups.Count > 0)
                groups.MinBy(group => Math.Abs(pieces[group[0]].Left - pieces[p].Left))!.Add(p);
        }

        return groups;
    }

    private static int[] Label(bool[] ink, int width, out List<(int Left, int Right, int Count)> pieces)
    {
        int[] piece = new int[ink.Length];
        Array.Fill(piece, -1);
        pieces = [];
        Stack<int> open = new();
        for (int i = 0; i < ink.Length; i++)
        {
            if (!ink[i] || piece[i] >= 0)
                continue;
            (int left, int right, int count) = (int.MaxValue, 0, 0);
            piece[i] = pieces.Count;
            open.Push(i);
            while (open.TryPop(out int at))
            {
                count++;
                (left, right) = (Math.Min(left, at % width), Math.Max(right, at % width));
                for (int dy = -1; dy <= 1; dy++)
                {
                    for (int dx = -1; dx <= 1; dx++)
                    {
                        int next = at + dy * width + dx;
                        bool inside = (uint)next < (uint)ink.Length && Math.Abs(next % width - at % width) <= 1;
                        if (inside && ink[next] && piece[next] < 0)
                        {
                            piece[next] = pieces.Count;
                            open.Push(next);
                        }
                    }
                }
            }

            pieces.Add((left, right, count));
        }

        return piece;
    }
}
