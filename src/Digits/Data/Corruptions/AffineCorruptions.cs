namespace Digits.Data;

/// <summary>
/// <c>shear</c>, <c>scale</c>, <c>rotate</c> and <c>translate</c>: the image moved as a whole, with its center kept where it is not the center that moves.
/// Between pixels it is interpolated linearly; what comes from outside is dark.
/// </summary>
internal static class AffineCorruptions
{
    // Of 0.4 radians, 22.9 degrees.
    private const float Sin = 0.38941834f;
    private const float Cos = 0.92106099f;

    /// <summary>
    /// Slants the digit to either side by 0.39 pixels a row and makes it 1.09 times as high: what the published set's shear of 0.4 radians (severity 2 of 5)
    /// is, which turns the upright axis alone.
    /// </summary>
    internal static void Shear(PixelPlane image, SeededRandom random) => Warp(image, 1, -Sign(random) * Sin, 0, Cos);

    /// <summary>Makes the digit smaller: 0.7 of its size (severity 3 of 5).</summary>
    internal static void Scale(PixelPlane image, SeededRandom random) => Warp(image, 1 / 0.7f, 0, 0, 1 / 0.7f);

    /// <summary>Turns the digit by 0.4 radians to either side (severity 2 of 5).</summary>
    internal static void Rotate(PixelPlane image, SeededRandom random)
    {
        int sign = Sign(random);
        Warp(image, Cos, -sign * Sin, sign * Sin, Cos);
    }

    /// <summary>Moves the digit by three pixels both across and up or down (severity 3 of 5).</summary>
    internal static void Translate(PixelPlane image, SeededRandom random)
    {
        float right = 3 * image.Unit * Sign(random);
        float down = 3 * image.Unit * Sign(random);
        Warp(image, 1, 0, 0, 1, right, down);
    }

    private static int Sign(SeededRandom random) => 2 * random.NextInt(2) - 1;

    /// <summary>Takes each pixel from where (xx, xy; yx, yy) leads from it, seen from the center, and then (x, y) further.</summary>
    private static void Warp(PixelPlane image, float xx, float xy, float yx, float yy, float x = 0, float y = 0)
    {
        float[] source = [.. image.Pixels];
        float middleX = (image.Columns - 1) / 2f;
        float middleY = (image.Rows - 1) / 2f;
        for (int row = 0; row < image.Rows; row++)
        {
            for (int column = 0; column < image.Columns; column++)
            {
                float dx = column - middleX;
                float dy = row - middleY;
                image.Pixels[row * image.Columns + column] = Between(image, source, xx * dx + xy * dy + middleX + x, yx * dx + yy * dy + middleY + y);
            }
        }
    }

    private static float Between(PixelPlane image, float[] source, float x, float y)
    {
        float left = MathF.Floor(x);
        float top = MathF.Floor(y);
        float upper = Mix(At((int)top, (int)left), At((int)top, (int)left + 1), x - left);
        float lower = Mix(At((int)top + 1, (int)left), At((int)top + 1, (int)left + 1), x - left);
        return Mix(upper, lower, y - top);

        float At(int row, int column) => (uint)row < (uint)image.Rows && (uint)column < (uint)image.Columns ? source[row * image.Columns + column] : 0;
    }

    private static float Mix(float a, float b, float share) => a + (b - a) * share;
}
