namespace Digits.Data;

/// <summary>Smooths an image with a Gaussian. Beyond the edge the edge's pixels go on; the kernel ends at four standard deviations.</summary>
internal static class GaussianBlur
{
    /// <summary>Smooths in both directions.</summary>
    /// <param name="image">The image, changed in place.</param>
    /// <param name="sigma">Standard deviation in pixels, above 0.</param>
    internal static void Apply(PixelPlane image, float sigma)
    {
        AlongRows(image, sigma);
        AlongColumns(image, sigma);
    }

    /// <summary>Smooths from left to right only.</summary>
    internal static void AlongRows(PixelPlane image, float sigma) => Convolve(image, sigma, image.Rows, image.Columns, image.Columns, 1);

    /// <summary>Smooths from top to bottom only.</summary>
    internal static void AlongColumns(PixelPlane image, float sigma) => Convolve(image, sigma, image.Columns, image.Rows, 1, image.Columns);

    /// <summary>A Gaussian's values at 0, 1, 2…, not normalized.</summary>
    internal static float[] Bell(float sigma, int count)
    {
        float[] bell = new float[count];
        for (int i = 0; i < count; i++)
            bell[i] = (float)PortableMath.Exp(-Math.Min(100, i * i / (2.0 * sigma * sigma)));
        return bell;
    }

    private static void Convolve(PixelPlane image, float sigma, int lines, int length, int lineStride, int stride)
    {
        int radius = (int)(4 * sigma + 0.5f);
        float[] bell = Bell(sigma, radius + 1);
        float sum = bell[0];
        for (int i = 1; i <= radius; i++)
            sum += 2 * bell[i];
        float[] line = new float[length + 2 * radius];
        for (int start = 0; start < lines * lineStride; start += lineStride)
        {
            for (int i = 0; i < line.Length; i++)
                line[i] = image.Pixels[start + Math.Clamp(i - radius, 0, length - 1) * stride];
            for (int i = 0; i < length; i++)
            {
                float value = bell[0] * line[i + radius];
                for (int k = 1; k <= radius; k++)
                    value += bell[k] * (line[i + radius - k] + line[i + radius + k]);
                image.Pixels[start + i * stride] = value / sum;
            }
        }
    }
}
