namespace Digits.Imaging;

/// <summary>Chains components to their neighbors in the same row of writing. A row may be tilted, and its digits may be scattered.</summary>
internal static class RowLinks
{
    /// <summary>How far apart neighbors are, in heights of the taller.</summary>
    private const double WidestGap = 3, MostRise = 0.55;

    /// <summary>A steep row is followed from a component that has no neighbor beside it.</summary>
    private const double WidestSteepGap = 1.3, MostSteepRise = 1.4;

    /// <summary>The heights of neighbors differ at most so many times: a 0 is often half as high as a 1.</summary>
    private const double MostRatio = 2.6;

    /// <summary>Chains components.</summary>
    /// <param name="components">What may be digits.</param>
    /// <returns>Chains from left to right; of one component each where there is no neighbor.</returns>
    internal static List<List<Component>> Chain(IReadOnlyList<Component> components)
    {
        Dictionary<Component, Component> next = Link(components, (a, b) => Cost(a, b, 0, WidestGap, MostRise));
        double slope = Slope(next);
        if (Math.Abs(slope) > 0.02)
            next = Link(components, (a, b) => Cost(a, b, slope, WidestGap, MostRise));

        HashSet<Component> followed = [.. next.Values];
        Component[] ends = [.. components.Where(component => !next.ContainsKey(component))];
        Component[] starts = [.. components.Where(component => !followed.Contains(component))];
        foreach ((Component from, Component to) in Link([.. ends.Union(starts)], (a, b) =>
            next.ContainsKey(a) || followed.Contains(b) ? double.PositiveInfinity : Cost(a, b, slope, WidestSteepGap, MostSteepRise)))
        {
            next.Add(from, to);
        }

        followed = [.. next.Values];
        return [.. components.Where(component => !followed.Contains(component)).Select(first => Follow(first, next))];
    }

    /// <summary>The median slope of the links of a page; 0 where there are few.</summary>
    private static double Slope(Dictionary<Component, Component> next)
    {
        double[] slopes = [.. next.Select(link => (link.Value.CenterY - link.Key.CenterY) / (link.Value.CenterX - link.Key.CenterX)).Order()];
        return slopes.Length < 2 ? 0 : (slopes[(slopes.Length - 1) / 2] + slopes[slopes.Length / 2]) / 2;
    }

    private static List<Component> Follow(Component first, Dictionary<Component, Component> next)
    {
        List<Component> chain = [first];
        while (next.TryGetValue(chain[^1], out Component? following))
            chain.Add(following);
        return chain;
    }

    /// <summary>Links each component to that on its right which costs least, where it costs least for that one too.</summary>
    private static Dictionary<Component, Component> Link(IReadOnlyList<Component> components, Func<Component, Component, double> cost)
    {
        Component[] sorted = [.. components.OrderBy(component => component.CenterX)];
        Dictionary<Component, (Component To, double Cost)> right = [];
        Dictionary<Component, (Component From, double Cost)> left = [];
        double reach = sorted.Select(component => (WidestGap * component.Height) + component.Width).DefaultIfEmpty(0).Max();
        for (int i = 0; i < sorted.Length; i++)
        {
            for (int j = i + 1; j < sorted.Length && sorted[j].CenterX - sorted[i].CenterX <= reach; j++)
            {
                double value = cost(sorted[i], sorted[j]);
                if (double.IsInfinity(value))
                    continue;
                if (!right.TryGetValue(sorted[i], out (Component To, double Cost) best) || value < best.Cost)
                    right[sorted[i]] = (sorted[j], value);
                if (!left.TryGetValue(sorted[j], out (Component From, double Cost) other) || value < other.Cost)
                    left[sorted[j]] = (sorted[i], value);
            }
        }

        return right.Where(link => left[link.Value.To].From == link.Key).ToDictionary(link => link.Key, link => link.Value.To);
    }

    /// <summary>What it costs to take two components for neighbors; infinite where they cannot be.</summary>
    private static double Cost(Component a, Component b, double slope, double widestGap, double mostRise)
    {
        double height = Math.Max(a.Height, b.Height);
        double across = b.CenterX - a.CenterX;
        double gap = (b.Left - a.Right) / height;
        double rise = Math.Abs(b.CenterY - a.CenterY - (slope * across)) / height;
        double ratio = height / Math.Min(a.Height, b.Height);
        if (across < 0.2 * height || gap > widestGap || rise > mostRise || ratio > MostRatio)
            return double.PositiveInfinity;
        return Math.Max(0, gap) + (1.5 * rise) + (0.5 * Math.Log(ratio));
    }
}
