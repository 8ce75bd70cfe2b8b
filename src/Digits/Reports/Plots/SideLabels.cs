namespace Digits.Reports;

/// <summary>Keeps names beside the ends of lines from covering each other.</summary>
internal static class SideLabels
{
    /// <summary>Moves places apart, in their order from the top, by as little as gives each its height, within the area.</summary>
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
