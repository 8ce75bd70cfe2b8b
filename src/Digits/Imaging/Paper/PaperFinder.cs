namespace Digits.Imaging;

/// <summary>
/// Finds the sheet of paper in a photograph: the largest bright part without sharp edges inside, and the least convex shape around it, so that a shadow that
/// falls
/// on it, or what lies on it, is inside. What lies around it is desk or floor.
/// </summary>
internal static class PaperFinder
{
    /// <summary>The longer side of the small plane in which the paper is looked for.</summary>
    private const int Side = 160;

    /// <summary>Light on paper changes by less than this share over two small pixels.</summary>
    private const float SharpChange = 0.1f;

    /// <summary>A sheet covers at least so much of the picture; where it covers more than the second, there is nothing around it.</summary>
    private const double LeastShare = 0.06, WholeShare = 0.9;

    /// <summary>Another part that is so large, and so bright beside the largest, may be paper too: then nobody knows what is not.</summary>
    private const double RivalShare = 0.5, RivalBrightness = 0.8;

    /// <summary>A part that is not at least so much brighter than the rest is no paper on a desk.</summary>
    private const double LeastContrast = 1.15;

    /// <summary>Finds the paper.</summary>
    /// <param name="page">The page, 0 to 255, as the camera saw it.</param>
    /// <returns>The paper; null for the whole picture.</returns>
    internal static Mask? Find(Plane page)
    {
        int factor = Math.Max(1, (Math.Max(page.Width, page.Height) + Side - 1) / Side);
        if (Math.Min(page.Width, page.Height) / factor < 24)
            return null;

        // Writing is closed up.
        Plane small = Morphology.Close(Reduction.Reduce(page, factor), 2);
        List<(List<int> Pixels, double Brightness)> parts = Parts(small);
        if (parts.Count == 0)
            return null;
        (List<int> Pixels, double Brightness) best = parts.MaxBy(part => part.Pixels.Count * part.Brightness * part.Brightness);
        bool hasRival = parts.Exists(part => part.Pixels != best.Pixels && part.Pixels.Count > RivalShare * best.Pixels.Count
            && part.Brightness > RivalBrightness * best.Brightness);
        if (hasRival || SidesTouched(best.Pixels, small.Width, small.Height) > 2)
            return null;

        // The edge took two pixels off the part.
        Mask sheet = ConvexHull.Fill(best.Pixels, small.Width, small.Height, margin: 1.5);
        double share = sheet.Values.Count(inside => inside) / (double)sheet.Values.Length;
        if (share is < LeastShare or > WholeShare || best.Brightness < LeastContrast * Outside(small, sheet))
            return null;
        return Enlarge(sheet, factor, page.Width, page.Height);
    }

    /// <summary>The connected parts without sharp edges, with their mean brightness.</summary>
    private static List<(List<int> Pixels, double Brightness)> Parts(Plane small)
    {
        Mask edges = Edges(small);
        Mask seen = new(small.Width, small.Height);
        List<(List<int> Pixels, double Brightness)> parts = [];
        for (int start = 0; start < seen.Values.Length; start++)
        {
            if (seen.Values[start] || edges.Values[start])
                continue;
            List<int> part = FloodFill.From(seen, [start], (_, next) => !edges.Values[next]);
            if (part.Count > 0.01 * seen.Values.Length)
                parts.Add((part, part.Average(at => small.Values[at])));
        }

        return parts;
    }

    /// <summary>Where the light changes sharply, and a pixel around, so that nothing leaks through gaps.</summary>
    private static Mask Edges(Plane small)
    {
        (int width, int height) = (small.Width, small.Height);
        Mask edges = new(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                float left = small.Values[(y * width) + Math.Max(0, x - 1)], right = small.Values[(y * width) + Math.Min(width - 1, x + 1)];
                float above = small.Values[(Math.Max(0, y - 1) * width) + x], below = small.Values[(Math.Min(height - 1, y + 1) * width) + x];
                if (!IsSharp(left, right) && !IsSharp(above, below))
                    continue;
                for (int v = Math.Max(0, y - 1); v <= Math.Min(height - 1, y + 1); v++)
                    edges.Values.AsSpan((v * width) + Math.Max(0, x - 1), Math.Min(width, x + 2) - Math.Max(0, x - 1)).Fill(true);
            }
        }

        return edges;
    }

    private static bool IsSharp(float a, float b) => Math.Abs(a - b) > Math.Max(6, SharpChange * Math.Max(a, b));

    private static int SidesTouched(List<int> pixels, int width, int height)
    {
        bool[] sides = new bool[4];
        foreach (int at in pixels)
        {
            (int y, int x) = Math.DivRem(at, width);
            sides[0] |= x < 2;
            sides[1] |= x >= width - 2;
            sides[2] |= y < 2;
            sides[3] |= y >= height - 2;
        }

        return sides.Count(side => side);
    }

    private static double Outside(Plane small, Mask sheet) =>
        small.Values.Where((_, i) => !sheet.Values[i]).DefaultIfEmpty(0).Average();

    private static Mask Enlarge(Mask small, int factor, int width, int height)
    {
        Mask mask = new(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                mask[x, y] = small[x / factor, y / factor];
        }

        return mask;
    }
}
