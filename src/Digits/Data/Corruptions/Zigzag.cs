namespace Digits.Data;

/// <summary>
/// <c>zigzag</c>: a line that goes up and down by two pixels, from the third column to the third from the right, about some row and at most five pixels askew.
/// </summary>
/// <remarks>As published, but for the last stroke, which here ends on the zigzag's middle.</remarks>
internal static class Zigzag
{
    private const float Margin = 2;
    private const float Height = 2;
    private const int MostAskew = 5;

    internal static void Apply(PixelPlane image, SeededRandom random)
    {
        float height = Height * image.Unit;
        float left = Margin * image.Unit;
        float top = random.NextInt(image.Rows - 1);
        float across = image.Columns - 1 - 2 * left;
        float down = (random.NextInt(2 * MostAskew) - MostAskew) * image.Unit;
        float length = MathF.Sqrt(across * across + down * down);
        (float cos, float sin) = (across / length, down / length);

        (float fromAlong, float fromOff) = (0, 0);
        for (float along = height, off = height; along < length; along += 2 * height, off = -off)
            Stroke(along, off);
        Stroke(length, 0);

        void Stroke(float along, float off)
        {
            SoftLine.Add(
                image,
                left + fromAlong * cos - fromOff * sin,
                top + fromAlong * sin + fromOff * cos,
                left + along * cos - off * sin,
                top + along * sin + off * cos);
            (fromAlong, fromOff) = (along, off);
        }
    }
}
