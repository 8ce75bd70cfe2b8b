namespace Digits.Imaging;

/// <summary>Tells whether a page has dark ink on bright ground. Most pages do, so the opposite takes strong evidence.</summary>
internal static class PagePolarity
{
    /// <summary>A fifth of the third moment on top of balance.</summary>
    private const double LeastEvidence = 0.2;

    /// <summary>Whether the ink is dark.</summary>
    /// <remarks>
    /// Ink covers less of a page than its ground. So pixels of ink lie far from the mean of their surroundings and pixels of the ground near it, and the sum
    /// of the cubes of these distances has the sign of the ink, whatever the light; the two sides of an edge, of paper or of shadow, cancel.
    /// </remarks>
    /// <param name="page">The page, 0 to 255.</param>
    internal static bool IsInkDark(Plane page)
    {
        (int width, int height) = (page.Width, page.Height);
        IntegralImage sums = new(width, height, i => page.Values[i]);
        int radius = Math.Max(8, Math.Min(width, height) / 10);
        double bright = 0, dark = 0;
        for (int y = 0; y < height; y++)
        {
            (int top, int bottom) = (Math.Max(0, y - radius), Math.Min(height, y + radius + 1));
            for (int x = 0; x < width; x++)
            {
                (int left, int right) = (Math.Max(0, x - radius), Math.Min(width, x + radius + 1));
                double mean = sums.Sum(left, top, right, bottom) / ((right - left) * (bottom - top));
                double distance = page.Values[(y * width) + x] - mean;
                double cube = distance * distance * distance;
                if (cube > 0)
                    bright += cube;
                else
                    dark -= cube;
            }
        }

        return bright - dark <= LeastEvidence * (bright + dark);
    }
}
