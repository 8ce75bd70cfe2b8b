namespace Digits.Imaging;

/// <summary>Takes rules out of a page without cutting what crosses them.</summary>
internal static class RuleEraser
{
    /// <summary>Erases rules from the ink plane, and marks where.</summary>
    /// <param name="ink">The plane; becomes 0 along the rules.</param>
    /// <param name="erased">Receives yes where something was erased.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="others">The rules at right angles to them; where two cross, both are erased.</param>
    /// <param name="areUpright">Whether the rules run from top to bottom.</param>
    internal static void Erase(Plane ink, Mask erased, IEnumerable<Rule> rules, IReadOnlyCollection<Rule> others, bool areUpright)
    {
        int across = areUpright ? ink.Width : ink.Height;
        foreach (Rule rule in rules)
        {
            IReadOnlySet<int> crossings = rule.Crossings();
            double most = (1.5 * rule.Thickness) + 1;
            Dictionary<int, (int From, int To)> runs = rule.Runs.ToDictionary(run => run.At, run => (run.From, run.To));
            for (int at = rule.Start; at <= rule.End; at++)
            {
                double center = rule.CenterAt(at);
                if (crossings.Contains(at) && !others.Any(other => IsOn(other, at, center)))
                    continue;
                (int from, int to) = runs.TryGetValue(at, out (int From, int To) run)
                    ? run
                    : ((int)Math.Round(center - (rule.Thickness / 2)), (int)Math.Round(center + (rule.Thickness / 2)) + 1);
                // A stroke that runs along the rule makes it thick.
                if (to - from > most)
                    continue;
                for (int i = Math.Max(0, from - 1); i < Math.Min(across, to + 1); i++)
                    Clear(areUpright ? (at * ink.Width) + i : (i * ink.Width) + at);
            }
        }

        static bool IsOn(Rule other, int at, double center) =>
            at >= other.Lowest - other.Thickness - 2 && at <= other.Highest + other.Thickness + 2 && center >= other.Start - 2 && center <= other.End + 2
            && Math.Abs(other.CenterAt((int)center) - at) <= (other.Thickness / 2) + 1.5;

        void Clear(int pixel)
        {
            ink.Values[pixel] = Math.Min(0, ink.Values[pixel]);
            erased.Values[pixel] = true;
        }
    }
}
