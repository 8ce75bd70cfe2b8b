namespace Digits.Data;

/// <summary>
/// <c>glass_blur</c>: as through frosted glass. A slight blur (standard deviation 0.7 pixels), two passes in which every other pixel, at random, changes
/// places with a neighbor, and the blur once more.
/// </summary>
/// <remarks>
/// Published as severity 1 of 5: 0.7 pixels, neighbors up to 1 pixel away (to the left and above only), two passes. The blur goes from top to bottom only:
/// that is what the call behind the published set does to an image without colors, as far as can be told from its parameters.
/// </remarks>
internal static class GlassBlur
{
    private const float Sigma = 0.7f;
    private const int Passes = 2;

    internal static void Apply(PixelPlane image, SeededRandom random)
    {
        GaussianBlur.AlongColumns(image, Sigma * image.Unit);
        int reach = Math.Max(1, (int)MathF.Round(image.Unit));
        float[] pixels = image.Pixels;
        for (int pass = 0; pass < Passes; pass++)
        {
            for (int row = image.Rows - reach; row > reach; row--)
            {
                for (int column = image.Columns - reach; column > reach; column--)
                {
                    if (random.NextInt(2) == 0)
                        continue;
                    int here = row * image.Columns + column;
                    int there = here + (random.NextInt(2 * reach) - reach) * image.Columns + random.NextInt(2 * reach) - reach;
                    (pixels[here], pixels[there]) = (pixels[there], pixels[here]);
                }
            }
        }

        GaussianBlur.AlongColumns(image, Sigma * image.Unit);
    }
}
