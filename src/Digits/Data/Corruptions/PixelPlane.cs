namespace Digits.Data;

/// <summary>One image as a corruption changes it: numbers of 0 (dark) to 1 (ink), row after row. For one thread at a time.</summary>
internal sealed class PixelPlane
{
    private const float PublishedSide = 28;

    internal PixelPlane(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
        Unit = Math.Max(0.5f, Math.Min(rows, columns) / PublishedSide);
        Pixels = new float[rows * columns];
    }

    /// <summary>Height in pixels.</summary>
    internal int Rows { get; }

    /// <summary>Width in pixels.</summary>
    internal int Columns { get; }

    /// <summary>
    /// What a length of one pixel in a 28x28 image becomes here: the shorter side's share of 28. At least half a pixel, so that lines do not fall between
    /// the pixels of the smallest images.
    /// </summary>
    internal float Unit { get; }

    /// <summary>The pixels, <c>[Rows, Columns]</c>; a corruption may leave them below 0 or above 1.</summary>
    internal float[] Pixels { get; }

    /// <summary>Takes an image's bytes.</summary>
    internal void Load(ReadOnlySpan<byte> image)
    {
        for (int i = 0; i < image.Length; i++)
            Pixels[i] = image[i] / 255f;
    }

    /// <summary>Gives the image back as bytes, cut off at 0 and 255.</summary>
    internal void Store(Span<byte> image)
    {
        for (int i = 0; i < image.Length; i++)
            image[i] = (byte)MathF.Round(Math.Clamp(Pixels[i], 0, 1) * 255);
    }
}
