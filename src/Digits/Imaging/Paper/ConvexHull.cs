namespace Digits.Imaging;

/// <summary>The least convex shape around pixels (A. Andrew, "Another efficient algorithm for convex hulls in two dimensions", 1979).</summary>
internal static class ConvexHull
{
    /// <summary>Fills the hull.</summary>
    /// <param name="pixels">The pixels' indices, at least one.</param>
    /// <param name="width">The width of the plane.</param>
    /// <param name="height">Its height.</param>
    /// <param name="margin">How far beyond the hull the shape reaches, in pixels.</param>
    internal static Mask Fill(List<int> pixels, int width, int height, double margin)
    {
        (int X, int Y)[] hull = Of([.. pixels.Select(at => (at % width, at / width)).Order()]);
        Mask mask = new(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                mask[x, y] = IsInside(hull, x, y, margin);
        }

        return mask;
    }

    /// <summary>The corners of the hull, in turn; the points are sorted.</summary>
    private static (int X, int Y)[] Of((int X, int Y)[] points)
    {
        List<(int X, int Y)> lower = Half(points), upper = Half([.. points.Reverse()]);
        return [.. lower.SkipLast(1), .. upper.SkipLast(1)];
    }

    private static List<(int X, int Y)> Half((int X, int Y)[] points)
    {
        List<(int X, int Y)> chain = [];
        foreach ((int X, int Y) point in points)
        {
            while (chain.Count > 1 && Turn(chain[^2], chain[^1], point.X, point.Y) <= 0)
                chain.RemoveAt(chain.Count - 1);
            chain.Add(point);
        }

        return chain;
    }

    private static bool IsInside((int X, int Y)[] hull, double x, double y, double margin)
    {
        for (int i = 0; i < hull.Length; i++)
        {
            (int X, int Y) from = hull[i], to = hull[(i + 1) % hull.Length];
            double length = Math.Sqrt(((to.X - from.X) * (to.X - from.X)) + ((to.Y - from.Y) * (to.Y - from.Y)));
            if (Turn(from, to, x, y) < -margin * length)
                return false;
        }

        return true;
    }

    private static double Turn((int X, int Y) from, (int X, int Y) to, double x, double y) =>
        ((to.X - from.X) * (y - from.Y)) - ((to.Y - from.Y) * (x - from.X));
}
