namespace Digits.Imaging;

/// <summary>How bright a color is, in samples of 16 bits and ImageMagick's arithmetic, so that results are equal to its to the last bit.</summary>
internal static class Luma
{
    private const int Most = ushort.MaxValue;

    /// <summary>The luma of one pixel on white paper, as a byte.</summary>
    /// <param name="red">Red, 0 to 65,535, not multiplied by <paramref name="alpha"/>; likewise green and blue.</param>
    /// <param name="green">Green.</param>
    /// <param name="blue">Blue.</param>
    /// <param name="alpha">0 is transparent, 65,535 opaque.</param>
    internal static byte Of(int red, int green, int blue, int alpha)
    {
        if (alpha != Most)
            (red, green, blue) = (OnWhite(red, alpha), OnWhite(green, alpha), OnWhite(blue, alpha));
        return ToByte((int)((0.212656 * red) + (0.715158 * green) + (0.072186 * blue) + 0.5));
    }

    /// <summary>The luma of a row of pixels of four bytes: red, green, blue, alpha.</summary>
    internal static void OfRow(ReadOnlySpan<byte> rgba, Span<byte> gray)
    {
        for (int x = 0; x < gray.Length; x++)
        {
            ReadOnlySpan<byte> pixel = rgba.Slice(4 * x, 4);
            gray[x] = Of(257 * pixel[0], 257 * pixel[1], 257 * pixel[2], 257 * pixel[3]);
        }
    }

    /// <summary>The same on black paper.</summary>
    internal static void OfRowOnBlack(ReadOnlySpan<byte> rgba, Span<byte> gray)
    {
        OfRow(rgba, gray);
        for (int x = 0; x < gray.Length; x++)
        {
            // White paper gave what alpha left over.
            gray[x] = (byte)Math.Max(0, gray[x] - (byte.MaxValue - rgba[(4 * x) + 3]));
        }
    }

    private static int OnWhite(int value, int alpha)
    {
        double share = (double)alpha / Most;
        return (int)((value * share) + (Most * (1 - share)) + 0.5);
    }

    /// <summary>The nearest of 256 levels: value / 257, rounded.</summary>
    private static byte ToByte(int value) => (byte)((value + 128) / 257);
}
