namespace Digits.Imaging;

/// <summary>Finds connected ink, at sides or corners, by union-find over runs.</summary>
internal static class ComponentFinder
{
    /// <summary>Finds the components, in the order of their first pixels, and measures their strokes.</summary>
    /// <param name="mask">Where ink is.</param>
    /// <param name="ink">How dark it is.</param>
    /// <param name="leastArea">Smaller ones are left out, as specks.</param>
    internal static List<Component> Find(Mask mask, Plane ink, int leastArea)
    {
        List<InkRun> runs = [];
        List<int> parents = [];
        int above = 0;
        for (int y = 0; y < mask.Height; y++)
        {
            int first = runs.Count;
            AddRuns(mask, y, runs, parents);
            Connect(runs, parents, above, first);
            above = first;
        }

        Dictionary<int, List<InkRun>> parts = [];
        for (int i = 0; i < runs.Count; i++)
        {
            int root = Root(parents, i);
            if (!parts.TryGetValue(root, out List<InkRun>? part))
                parts.Add(root, part = []);
            part.Add(runs[i]);
        }

        List<Component> components = [.. parts.Values.Where(part => part.Sum(run => run.To - run.From) >= leastArea).Select(part => new Component(part))];
        StrokeMeasure.Measure(components, mask, ink);
        return components;
    }

    private static void AddRuns(Mask mask, int y, List<InkRun> runs, List<int> parents)
    {
        ReadOnlySpan<bool> row = mask.Values.AsSpan(y * mask.Width, mask.Width);
        int x = 0;
        while (true)
        {
            int from = row[x..].IndexOf(true);
            if (from < 0)
                return;
            from += x;
            int length = row[from..].IndexOf(false);
            int to = length < 0 ? row.Length : from + length;
            parents.Add(runs.Count);
            runs.Add(new InkRun(y, from, to));
            x = to;
        }
    }

    /// <summary>Joins the runs of the last row, from <paramref name="first"/> on, to those of the row above, from <paramref name="above"/> on.</summary>
    private static void Connect(List<InkRun> runs, List<int> parents, int above, int first)
    {
        int i = above;
        for (int j = first; j < runs.Count; j++)
        {
            while (i < first && runs[i].To < runs[j].From)
                i++;
            for (int k = i; k < first && runs[k].From <= runs[j].To; k++)
            {
                if (runs[k].Y == runs[j].Y - 1)
                    Union(parents, k, j);
            }
        }
    }

    private static void Union(List<int> parents, int a, int b)
    {
        (a, b) = (Root(parents, a), Root(parents, b));
        parents[Math.Max(a, b)] = Math.Min(a, b);
    }

    private static int Root(List<int> parents, int i)
    {
        while (parents[i] != i)
        {
            parents[i] = parents[parents[i]];
            i = parents[i];
        }

        return i;
    }
}
