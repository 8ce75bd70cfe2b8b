namespace Digits.Data;

/// <summary>
/// <c>motion_blur</c>: the picture is moved while it is taken, up to 45 degrees off the horizontal. Each pixel is a weighted mean of itself and the
/// 20 that follow in that direction, the weights one half of a Gaussian of standard deviation 3.
/// </summary>
/// <remarks>
/// Published as severity 1 of 5: radius 10, standard deviation 3. That the weights lie on one side only is how ImageMagick, with which the published set was
/// made, blurs by motion.
/// </remarks>
internal static class MotionBlur
{
    private const int Radius = 10;
    private const float Sigma = 3;
    private const double MostAngle = Math.PI / 4;

    internal static void Apply(PixelPlane image, SeededRandom random)
    {
        (double sin, double cos) = PortableMath.SinCos((2 * random.NextDouble() - 1) * MostAngle);
        float[] weights = GaussianBlur.Bell(Sigma * image.Unit, 2 * (int)MathF.Ceiling(Radius * image.Unit) + 1);
        float[] sharp = [.. image.Pixels];
        Array.Clear(image.Pixels);
        float sum = 0;
        foreach (float weight in weights)
            sum += weight;
        for (int i = 0; i < weights.Length; i++)
            Add(image, sharp, (int)Math.Round(i * sin), (int)Math.Round(i * cos), weights[i] / sum);
    }

    /// <summary>Adds the image as it is some pixels below and to the right; beyond the edge the edge's pixels go on.</summary>
    private static void Add(PixelPlane image, float[] sharp, int down, int right, float weight)
    {
        for (int row = 0; row < image.Rows; row++)
        {
            ReadOnlySpan<float> from = sharp.AsSpan(Math.Clamp(row + down, 0, image.Rows - 1) * image.Columns, image.Columns);
            Span<float> to = image.Pixels.AsSpan(row * image.Columns, image.Columns);
            for (int column = 0; column < to.Length; column++)
                to[column] += weight * from[Math.Min(column + right, from.Length - 1)];
        }
    }
}
