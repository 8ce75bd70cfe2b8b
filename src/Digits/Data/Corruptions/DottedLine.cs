namespace Digits.Data;

/// <summary><c>dotted_line</c>: a straight line of dots from any height at the left edge to any at the right, two columns wide and two apart.</summary>
internal static class DottedLine
{
    private const int Dot = 2;

    internal static void Apply(PixelPlane image, SeededRandom random)
    {
        int left = random.NextInt(image.Rows - 1);
        int right = random.NextInt(image.Rows - 1);
        SoftLine.Add(image, 0, left, image.Columns - 1, right, column => (int)(column / image.Unit) % (2 * Dot) >= Dot);
    }
}
