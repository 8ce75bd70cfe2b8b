namespace Digits.Imaging;

/// <summary>A plane of yes and no, row-major <c>[Height, Width]</c>.</summary>
internal sealed class Mask
{
    internal Mask(int width, int height) => (Width, Height, Values) = (width, height, new bool[width * height]);

    internal int Width { get; }

    internal int Height { get; }

    internal bool[] Values { get; }

    internal bool this[int x, int y]
    {
        get => Values[(y * Width) + x];
        set => Values[(y * Width) + x] = value;
    }

    /// <summary>Black where the answer is yes.</summary>
    internal GrayImage ToImage() => new(Width, Height, [.. Values.Select(value => value ? (byte)0 : (byte)255)]);

    /// <summary>Rows become columns.</summary>
    internal Mask Transposed()
    {
        Mask mask = new(Height, Width);
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
                mask.Values[(x * Height) + y] = Values[(y * Width) + x];
        }

        return mask;
    }
}
