namespace Digits.Imaging;

/// <summary>The range of values in which a lines network reads a line, whatever the pen and the paper.</summary>
internal static class LineContrast
{
    /// <summary>The height of a line that the bundled lines network reads, in pixels.</summary>
    public const int LineHeight = 32;

    private const float Lowest = -0.5f, Highest = 1.2f;

    /// <summary>
    /// Brings the ground of a line to 0 and its ink to 1: the median is taken for the ground, the 99th percentile for the ink (or more, where a few pixels are
    /// far brighter). What lies beyond -0.5 and 1.2 is cut off.
    /// </summary>
    /// <param name="pixels">The line's pixels, ink brighter than the ground, of any range.</param>
    public static void Normalize(Span<float> pixels)
    {
        if (pixels.IsEmpty)
            return;

        float[] sorted = pixels.ToArray();
        Array.Sort(sorted);
        float ground = At(sorted, 0.5f);
        float ink = Math.Max(At(sorted, 0.99f), (0.7f * At(sorted, 0.997f)) + (0.3f * ground));
        float scale = 1 / Math.Max(ink - ground, 1e-3f);
        foreach (ref float pixel in pixels)
            pixel = Math.Clamp((pixel - ground) * scale, Lowest, Highest);
    }

    private static float At(float[] sorted, float share) => sorted[(int)(share * (sorted.Length - 1))];
}
