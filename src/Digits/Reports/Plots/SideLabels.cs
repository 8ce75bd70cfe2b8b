namespace Digits.Reports;

/// <summary>Keeps the names at the ends of lines from overlapping.</summary>
internal static class SideLabels
{
    /// <summary>Moves places apart as little as possible so that each has its height, in their order from the top, within the area.</summary>
    internal static double[] Spread(IReadOnlyList<double> wanted, double height, double top, double bottom)
    {
        int[] order = [.. Enumerable.Range(0, wanted.Count).OrderBy(i => wanted[i])];
        double[] places = [.. wanted];
        for (int pass = 0; pass < 50; pass++)
        {
            for (int k = 1; k < order.Length; k++)
            {
                (int above, int below) = (order[k - 1], order[k]);
                double overlap = height - (places[below] - places[above]);
                if (overlap <= 0)
                    continue;
                places[above] -= overlap / 2;
                places[below] += overlap / 2;
            }

            for (int i = 0; i < places.Length; i++)
                places[i] = Math.Clamp(places[i], top, bottom);
        }

        return places;
    }
}
