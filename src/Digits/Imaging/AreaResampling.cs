namespace Digits.Imaging;

/// <summary>
/// Makes ink larger or smaller. Each new pixel is the mean over a window around its center: its own area in the old picture where the picture shrinks, the area
/// of one old pixel where it grows, which is linear interpolation. So every old pixel counts, and edges are gray.
/// </summary>
internal static class AreaResampling
{
    /// <summary>
    /// Scales both sides by the same factor. The result has the smallest whole number of pixels that holds the scaled ink, which is in its middle.
    /// </summary>
    internal static InkPatch Scale(InkPatch ink, double scale)
    {
        double[] across = Weights(ink.Width, scale, out int width);
        double[] down = Weights(ink.Height, scale, out int height);
        double[] rows = new double[ink.Height * width];
        for (int y = 0; y < ink.Height; y++)
        {
            for (int x = 0; x < width; x++)
                rows[y * width + x] = Sum(ink.Values.AsSpan(y * ink.Width, ink.Width), 1, across.AsSpan(x * ink.Width, ink.Width));
        }

        double[] values = new double[height * width];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                values[y * width + x] = Sum(rows.AsSpan(x), width, down.AsSpan(y * ink.Height, ink.Height));
        }

        return new InkPatch(width, height, values);
    }

    /// <summary>What each of <paramref name="length"/> old pixels adds to each new one, <c>[count, length]</c>.</summary>
    internal static double[] Weights(int length, double scale, out int count)
    {
        // 20 / n * n may be a little more than 20.
        count = Math.Max(1, (int)Math.Ceiling(length * scale - 1e-9));
        double margin = (count - length * scale) / 2;
        double window = Math.Max(1, 1 / scale);
        double[] weights = new double[count * length];
        for (int i = 0; i < count; i++)
        {
            double from = (i + 0.5 - margin) / scale - window / 2;
            double to = from + window;
            for (int j = Math.Max(0, (int)Math.Floor(from)); j < Math.Min(length, to); j++)
                weights[i * length + j] = Math.Max(0, Math.Min(to, j + 1) - Math.Max(from, j)) / window;
        }

        return weights;
    }

    /// <summary>The sum of weighted values in their order, so the same on every machine.</summary>
    private static double Sum(ReadOnlySpan<double> values, int stride, ReadOnlySpan<double> weights)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] > 0)
                sum += weights[i] * values[i * stride];
        }

        return sum;
    }
}
