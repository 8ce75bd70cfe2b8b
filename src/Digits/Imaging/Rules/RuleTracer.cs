namespace Digits.Imaging;

/// <summary>Follows thin lines from left to right, whatever their slope or curve, across what crosses them and over small gaps.</summary>
internal static class RuleTracer
{
    /// <summary>A rule rises or falls by at most so much a pixel.</summary>
    private const double SteepestSlope = 0.36;

    /// <summary>So much of a rule's length is seen.</summary>
    private const double LeastSeen = 0.5;

    private const int MostOpen = 1500;

    /// <summary>Finds all lines.</summary>
    /// <param name="mask">Where ink is; transposed, to find upright lines.</param>
    /// <param name="thickest">The greatest thickness of a line in pixels.</param>
    /// <param name="shortest">The least length of a line in pixels.</param>
    /// <param name="widestCrossing">What crosses a line is at most so wide.</param>
    internal static List<Rule> Trace(Mask mask, int thickest, int shortest, int widestCrossing)
    {
        List<Rule> open = [], done = [];
        bool[] taken = new bool[mask.Height];
        for (int x = 0; x < mask.Width; x++)
        {
            Array.Clear(taken);
            int kept = 0;
            for (int i = 0; i < open.Count; i++)
            {
                Follow(open[i], mask, x, thickest, taken);
                if (IsOpen(open[i], widestCrossing))
                    open[kept++] = open[i];
                else
                    Close(open[i]);
            }

            open.RemoveRange(kept, open.Count - kept);
            Begin(mask, x, thickest, taken, open);
        }

        open.ForEach(Close);
        return done;

        void Close(Rule rule)
        {
            if (rule.Length >= shortest && rule.Runs.Count >= LeastSeen * rule.Length && Math.Abs(rule.OverallSlope) <= SteepestSlope)
                done.Add(rule.Finished());
        }
    }

    private static bool IsOpen(Rule rule, int widestCrossing) =>
        rule.Missing <= Math.Min(3 + (rule.Runs.Count / 8), 24) && rule.Crossing <= Math.Min(3 + (rule.Runs.Count / 2), widestCrossing)
        && Math.Abs(rule.Slope) <= 1.5 * SteepestSlope;

    private static void Follow(Rule rule, Mask mask, int x, int thickest, bool[] taken)
    {
        double expected = rule.Expect(x);
        int near = (int)Math.Round(expected);
        int at = -1;
        foreach (int offset in (ReadOnlySpan<int>)[0, -1, 1])
        {
            if (near + offset >= 0 && near + offset < mask.Height && mask[x, near + offset])
            {
                at = near + offset;
                break;
            }
        }

        if (at < 0)
        {
            rule.Miss();
            return;
        }

        (int from, int to) = Run(mask, x, at, thickest);
        if (to - from > thickest || Math.Abs(((from + to - 1) / 2.0) - expected) > 1.6)
        {
            rule.Cross(x);
            return;
        }

        rule.Extend(x, from, to);
        taken.AsSpan(from, to - from).Fill(true);
    }

    /// <summary>Every thin run that no open line has taken begins one.</summary>
    private static void Begin(Mask mask, int x, int thickest, bool[] taken, List<Rule> open)
    {
        for (int y = 0; y < mask.Height && open.Count < MostOpen; y++)
        {
            if (!mask[x, y])
                continue;
            (int from, int to) = Run(mask, x, y, mask.Height);
            if (to - from <= thickest && !taken[from])
                open.Add(new Rule(x, from, to));
            y = to;
        }
    }

    /// <summary>The run of ink in a column through a pixel; when it is longer than <paramref name="longest"/> both ways, only that much of it.</summary>
    private static (int From, int To) Run(Mask mask, int x, int y, int longest)
    {
        int from = y, to = y + 1;
        while (from > 0 && y - from <= longest && mask[x, from - 1])
            from--;
        while (to < mask.Height && to - y <= longest && mask[x, to])
            to++;
        return (from, to);
    }
}
