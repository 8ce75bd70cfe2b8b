using Digits.Engine;

namespace Digits.Imaging;

/// <summary>PNG pictures (ISO/IEC 15948): reads and writes 8-bit greyscale.</summary>
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

    /// <summary>Encodes a greyscale picture.</summary>
    public static byte[] Encode(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return PngEncoder.Encode(image.Width, image.Height, PngColor.Gray, image.Pixels);
    }
}
