namespace Digits.Imaging;

/// <summary>Tells ink from ground by thresholds that follow the strength of the ink around.</summary>
internal static class InkMask
{
    /// <summary>The edge of a stroke is where the ink has fallen to so much of its strength.</summary>
    private const double Edge = 0.42;

    /// <summary>The pixels of ink.</summary>
    /// <remarks>
    /// The strength of the ink around a pixel is the mean of the ink within a square, weighted by itself: the sum of squares over the sum. Ground adds next to
    /// nothing to either, so the result is the same whether much ink is near or little. With the ground at 0, it is one step of T. Ridler and S. Calvard's
    /// "Picture thresholding using an iterative selection method" (1978), done locally over integral images as J. Sauvola and M. Pietikainen's threshold (2000)
    /// is.
    /// </remarks>
    /// <param name="ink">How dark each pixel is.</param>
    /// <param name="floor">What is not darker than this is ground.</param>
    /// <param name="radius">Half the side of the square.</param>
    internal static Mask Of(Plane ink, float floor, int radius)
    {
        (int width, int height) = (ink.Width, ink.Height);
        IntegralImage sums = new(width, height, i => ink.Values[i] > floor ? ink.Values[i] : 0);
        IntegralImage squares = new(width, height, i => ink.Values[i] > floor ? ink.Values[i] * (double)ink.Values[i] : 0);
        Mask mask = new(width, height);
        for (int y = 0; y < height; y++)
        {
            (int top, int bottom) = (Math.Max(0, y - radius), Math.Min(height, y + radius + 1));
            for (int x = 0; x < width; x++)
            {
                float value = ink.Values[(y * width) + x];
                if (value <= floor)
                    continue;
                (int left, int right) = (Math.Max(0, x - radius), Math.Min(width, x + radius + 1));
                double strength = squares.Sum(left, top, right, bottom) / sums.Sum(left, top, right, bottom);
                mask[x, y] = value > Edge * strength;
            }
        }

        return mask;
    }
}
