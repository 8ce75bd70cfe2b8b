namespace Digits.Imaging;

/// <summary>Measures how wide the strokes of components are, and how dark.</summary>
internal static class StrokeMeasure
{
    /// <summary>A step to the side, and one to a corner (G. Borgefors, "Distance transformations in digital images", 1986).</summary>
    private const int Side = 3, Corner = 4;

    /// <summary>
    /// Fills in the widths: twice the distance to the ground on the ridges of the distance, which are the middles of the strokes.
    /// </summary>
    internal static void Measure(IEnumerable<Component> components, Mask mask, Plane ink)
    {
        int[] distances = Distances(mask);
        foreach (Component component in components)
            Measure(component, distances, ink);
    }

    private static void Measure(Component component, int[] distances, Plane ink)
    {
        (int width, int height) = (ink.Width, ink.Height);
        double sum = 0, squares = 0, dark = 0;
        int ridges = 0;
        foreach (InkRun run in component.Runs)
        {
            for (int x = run.From; x < run.To; x++)
            {
                int at = (run.Y * width) + x;
                dark += ink.Values[at];
                if (!IsRidge(distances, at, x, run.Y, width, height))
                    continue;
                double wide = (2.0 * distances[at] / Side) - 1;
                sum += wide;
                squares += wide * wide;
                ridges++;
            }
        }

        component.Ink = dark / component.Area;
        component.StrokeWidth = sum / ridges;
        component.StrokeDeviation = Math.Sqrt(Math.Max(0, (squares / ridges) - (component.StrokeWidth * component.StrokeWidth)));
    }

    private static bool IsRidge(int[] distances, int at, int x, int y, int width, int height)
    {
        for (int v = Math.Max(0, y - 1); v <= Math.Min(height - 1, y + 1); v++)
        {
            for (int u = Math.Max(0, x - 1); u <= Math.Min(width - 1, x + 1); u++)
            {
                if (distances[(v * width) + u] > distances[at])
                    return false;
            }
        }

        return true;
    }

    /// <summary>Three times the distance of each pixel of ink to the nearest of ground; what lies beyond the edge is ground.</summary>
    private static int[] Distances(Mask mask)
    {
        (int width, int height) = (mask.Width, mask.Height);
        int[] distances = new int[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                if (mask[x, y])
                    distances[(y * width) + x] = Nearest(distances, x, y, width, height, -1);
            }
        }

        for (int y = height - 1; y >= 0; y--)
        {
            for (int x = width - 1; x >= 0; x--)
            {
                int at = (y * width) + x;
                if (distances[at] > 0)
                    distances[at] = Math.Min(distances[at], Nearest(distances, x, y, width, height, 1));
            }
        }

        return distances;
    }

    /// <summary>The distance by way of the neighbors that come before a pixel (<paramref name="step"/> -1) or after it (1).</summary>
    private static int Nearest(int[] distances, int x, int y, int width, int height, int step)
    {
        int beside = At(x + step, y) + Side;
        int straight = At(x, y + step) + Side;
        int corners = Math.Min(At(x - 1, y + step), At(x + 1, y + step)) + Corner;
        return Math.Min(beside, Math.Min(straight, corners));

        int At(int u, int v) => u < 0 || v < 0 || u >= width || v >= height ? 0 : distances[(v * width) + u];
    }
}
