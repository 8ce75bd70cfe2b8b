namespace Digits.Data;

/// <summary>A line about three pixels thick, bright in its middle and fading above and below: 1 + ln(1 - distance / 2.3).</summary>
internal static class SoftLine
{
    private const float Fade = 2.3f;

    /// <summary>
    /// Adds a line from left to right. The distance is measured straight up and down, so a steep line looks thinner than a flat one.
    /// </summary>
    /// <param name="image">The image, changed in place and cut off at 1.</param>
    /// <param name="column0">Where it begins, left of <paramref name="column1"/>.</param>
    /// <param name="row0">The row where it begins.</param>
    /// <param name="column1">Where it ends; the last column drawn lies left of this.</param>
    /// <param name="row1">The row where it ends.</param>
    /// <param name="isDrawn">Which columns are drawn; null for all.</param>
    internal static void Add(PixelPlane image, float column0, float row0, float column1, float row1, Func<int, bool>? isDrawn = null)
    {
        float slope = (row1 - row0) / (column1 - column0);
        int end = Math.Min(image.Columns, (int)MathF.Ceiling(column1));
        for (int column = Math.Max(0, (int)MathF.Floor(column0)); column < end; column++)
        {
            if (isDrawn?.Invoke(column) == false)
                continue;
            float middle = row0 + slope * (column - column0);
            int bottom = Math.Min(image.Rows - 1, (int)MathF.Floor(middle + Fade * image.Unit));
            for (int row = Math.Max(0, (int)MathF.Ceiling(middle - Fade * image.Unit)); row <= bottom; row++)
            {
                float rest = 1 - MathF.Abs(row - middle) / (Fade * image.Unit);
                float brightness = rest > 0.1f ? 1 + (float)PortableMath.Log(rest) : 0;
                ref float pixel = ref image.Pixels[row * image.Columns + column];
                pixel = MathF.Min(1, pixel + MathF.Max(0, brightness));
            }
        }
    }
}
