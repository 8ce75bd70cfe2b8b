using Digits.Engine;

namespace Digits.Imaging;

/// <summary>PNG pictures (ISO/IEC 15948): reads 8-bit greyscale, writes 8-bit greyscale and RGB.</summary>
public static class Png
{
    private const int MaxFileBytes = 1 << 30;

    /// <summary>Reads a file of an 8-bit greyscale PNG.</summary>
    /// <exception cref="DigitsException">The file cannot be read, is damaged, or is a PNG of another kind (the message says which).</exception>
    public static GrayImage Read(string path) => Decode(InputFile.ReadAllBytes(path, MaxFileBytes), path);

    /// <summary>Decodes an 8-bit greyscale PNG.</summary>
    /// <param name="png">The whole file.</param>
    /// <param name="source">What messages call the picture, e.g. its path.</param>
    /// <exception cref="DigitsException">The bytes are damaged, or a PNG of another kind (the message says which).</exception>
    public static GrayImage Decode(ReadOnlySpan<byte> png, string source) => PngDecoder.Decode(png, source);

    /// <summary>Writes a greyscale picture, whole or not at all.</summary>
    /// <exception cref="DigitsException">The file cannot be written.</exception>
    public static void Write(string path, GrayImage image)
    {
        byte[] bytes = Encode(image);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>Writes a colour picture, whole or not at all.</summary>
    /// <param name="path">Where it goes.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="rgb">Red, green and blue of each pixel, <c>[height, width, 3]</c>.</param>
    /// <exception cref="DigitsException">The file cannot be written, or the sizes do not fit together.</exception>
    public static void WriteRgb(string path, int width, int height, ReadOnlySpan<byte> rgb)
    {
        byte[] bytes = EncodeRgb(width, height, rgb);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>Encodes a greyscale picture.</summary>
    public static byte[] Encode(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return PngEncoder.Encode(image.Width, image.Height, PngColor.Gray, image.Pixels);
    }

    /// <summary>Encodes a colour picture of <c>[height, width, 3]</c> bytes: red, green, blue.</summary>
    /// <exception cref="DigitsException">The sizes do not fit together.</exception>
    public static byte[] EncodeRgb(int width, int height, ReadOnlySpan<byte> rgb)
    {
        if (width < 1 || height < 1 || rgb.Length != 3L * width * height)
            throw new DigitsException($"A picture of {width}x{height} has {3L * width * height} bytes of red, green and blue, not {rgb.Length}.");
        return PngEncoder.Encode(width, height, PngColor.Rgb, rgb);
    }
}
