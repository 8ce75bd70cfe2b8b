using Digits.Engine;

namespace Digits.Data;

/// <summary>
/// Knows the set "Pen-Based Recognition of Handwritten Digits" of the UCI repository: each digit is eight positions of a pen, scaled so that they reach from
/// 0 to 100, where other sets have pixels.
/// </summary>
internal static class PenPositions
{
    private const int Numbers = 16;
    private const int Most = 100;

    /// <summary>Refuses a set whose pixels are positions.</summary>
    /// <exception cref="InvalidInputException">They are.</exception>
    public static void Refuse(DigitSet set, string source)
    {
        if (set.Count == 0 || set.Rows * set.Columns < Numbers)
            return;
        for (int i = 0; i < set.Count; i++)
        {
            ReadOnlySpan<byte> image = set.Image(i)[..Numbers];
            // Svmlight's 16 numbers become the first of 8x8.
            if (set.Image(i)[Numbers..].ContainsAnyExcept((byte)0))
                return;
            if (!image.Contains((byte)0) || !image.Contains((byte)Most) || image.ContainsAnyExceptInRange((byte)0, (byte)Most))
                return;
        }

        throw new InvalidInputException(
            $"{source}: its 16 numbers an image are positions of a pen, as in UCI's pendigits, and not pixels. Draw them as pictures of 28x28 and give those.");
    }
}
