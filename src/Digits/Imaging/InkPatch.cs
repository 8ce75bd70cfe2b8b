namespace Digits.Imaging;

/// <summary>The ink of a picture, cut out: how far each pixel stands out from the ground, 0 for ground.</summary>
/// <param name="Width">Width in pixels, at least 1.</param>
/// <param name="Height">Height in pixels, at least 1.</param>
/// <param name="Values">The ink, row-major <c>[Height, Width]</c>, at least 0.</param>
internal sealed record InkPatch(int Width, int Height, double[] Values)
{
    /// <summary>The distance of the ink from the left of the picture, in pixels.</summary>
    internal int Left { get; init; }

    /// <summary>The distance of the ink from the top of the picture, in pixels.</summary>
    internal int Top { get; init; }

    /// <summary>The standard deviation of the ground, estimated from the median distance from its median.</summary>
    internal double GroundDeviation { get; init; }

    /// <summary>Less than this between the darkest and the brightest pixel is the grain of paper, not ink.</summary>
    private const int LeastContrast = 16;

    /// <summary>Cuts a picture to the smallest box that holds its ink.</summary>
    /// <remarks>
    /// Ink is what is brighter than Otsu's threshold and, connected with it, its softer edge: what exceeds the ground by three standard deviations of the
    /// ground and by a sixteenth of the ink's own contrast. A clean picture with gray edges keeps them, noise elsewhere is left out.
    /// </remarks>
    /// <param name="image">The picture, ink bright.</param>
    /// <returns>Null where there is no ink.</returns>
    internal static InkPatch? Cut(GrayImage image)
    {
        GrayHistogram histogram = new(image.Pixels);
        int highest = histogram.Highest;
        if (highest - histogram.Lowest < LeastContrast)
            return null;

        int threshold = histogram.OtsuThreshold();
        (int ground, int deviation) = histogram.MedianTo(threshold);
        // The standard deviation of a normal distribution is 1.4826 times the median distance from its median.
        double noise = 3 * 1.4826 * deviation;
        double floor = Math.Min(threshold, ground + Math.Max(noise, (highest - ground) / 16.0));
        bool[] mask = Mask(image, threshold, floor);
        (int left, int top, int right, int bottom) = Box(mask, image.Width);
        int width = right - left + 1;
        int height = bottom - top + 1;
        double[] values = new double[width * height];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = image.Row(top + y)[left..];
            for (int x = 0; x < width; x++)
                values[y * width + x] = mask[(top + y) * image.Width + left + x] ? row[x] - ground : 0;
        }

        return new InkPatch(width, height, values) { Left = left, Top = top, GroundDeviation = noise / 3 };
    }

    /// <summary>
    /// The pixels above <paramref name="threshold"/> and all above <paramref name="floor"/> that touch them, directly or through others, at sides or corners.
    /// </summary>
    private static bool[] Mask(GrayImage image, int threshold, double floor)
    {
        ReadOnlySpan<byte> pixels = image.Pixels;
        bool[] mask = new bool[pixels.Length];
        Stack<int> open = new();
        for (int i = 0; i < pixels.Length; i++)
        {
            if (pixels[i] > threshold)
                Mark(i);
        }

        while (open.TryPop(out int at))
        {
            (int y, int x) = Math.DivRem(at, image.Width);
            for (int v = Math.Max(0, y - 1); v <= Math.Min(image.Height - 1, y + 1); v++)
            {
                for (int u = Math.Max(0, x - 1); u <= Math.Min(image.Width - 1, x + 1); u++)
                {
                    int near = v * image.Width + u;
                    if (!mask[near] && pixels[near] > floor)
                        Mark(near);
                }
            }
        }

        return mask;

        void Mark(int at)
        {
            mask[at] = true;
            open.Push(at);
        }
    }

    private static (int Left, int Top, int Right, int Bottom) Box(bool[] mask, int stride)
    {
        int left = stride, right = -1;
        for (int i = 0; i < mask.Length; i++)
        {
            if (mask[i])
                (left, right) = (Math.Min(left, i % stride), Math.Max(right, i % stride));
        }

        return (left, Array.IndexOf(mask, true) / stride, right, Array.LastIndexOf(mask, true) / stride);
    }
}
