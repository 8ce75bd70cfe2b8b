namespace Digits.Imaging;

/// <summary>A plane of numbers, row-major <c>[Height, Width]</c>.</summary>
internal sealed class Plane
{
    internal Plane(int width, int height)
        : this(width, height, new float[width * height])
    {
    }

    internal Plane(int width, int height, float[] values) => (Width, Height, Values) = (width, height, values);

    internal int Width { get; }

    internal int Height { get; }

    internal float[] Values { get; }

    /// <summary>A picture's pixels, 0 to 255.</summary>
    internal static Plane Of(GrayImage image)
    {
        Plane plane = new(image.Width, image.Height);
        ReadOnlySpan<byte> pixels = image.Pixels;
        for (int i = 0; i < pixels.Length; i++)
            plane.Values[i] = pixels[i];
        return plane;
    }

    internal Span<float> Row(int y) => Values.AsSpan(y * Width, Width);

    /// <summary>The value between pixels by linear interpolation. (0, 0) is the center of the first pixel; beyond the edge lies the edge.</summary>
    internal float At(float x, float y)
    {
        x = Math.Clamp(x, 0, Width - 1);
        y = Math.Clamp(y, 0, Height - 1);
        int left = (int)x, top = (int)y;
        int right = Math.Min(left + 1, Width - 1), bottom = Math.Min(top + 1, Height - 1);
        float across = x - left, down = y - top;
        float upper = Values[(top * Width) + left] + (across * (Values[(top * Width) + right] - Values[(top * Width) + left]));
        float lower = Values[(bottom * Width) + left] + (across * (Values[(bottom * Width) + right] - Values[(bottom * Width) + left]));
        return upper + (down * (lower - upper));
    }

    /// <summary>A picture in which 0 is white and <paramref name="black"/> is black.</summary>
    internal GrayImage ToImage(float black = 1)
    {
        byte[] pixels = new byte[Values.Length];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Clamp(255 - (255 * Values[i] / black), 0, 255);
        return new GrayImage(Width, Height, pixels);
    }
}
