using System.Buffers.Binary;
using Digits.Engine;

namespace Digits.Imaging;

/// <summary>The IHDR chunk: size and kind of a PNG.</summary>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngColor Color, bool Interlaced)
{
    /// <summary>Length of the chunk's data.</summary>
    public const int Length = 13;

    // Larger than any camera's picture; it bounds what a small file can make this program allocate.
    private const long MaxPixels = 1L << 28;

    /// <summary>Samples a pixel.</summary>
    public int Channels => Color switch
    {
        PngColor.Rgb => 3,
        PngColor.GrayAlpha => 2,
        PngColor.Rgba => 4,
        _ => 1,
    };

    /// <summary>What a person calls this kind, e.g. <c>16-bit RGB, interlaced</c>.</summary>
    public string Kind
    {
        get
        {
            string color = Color switch
            {
                PngColor.Gray => "greyscale",
                PngColor.Rgb => "RGB",
                PngColor.Palette => "palette",
                PngColor.GrayAlpha => "greyscale with alpha",
                _ => "RGB with alpha",
            };
            return $"{BitDepth}-bit {color}{(Interlaced ? ", interlaced" : "")}";
        }
    }

    /// <summary>Reads and checks the chunk's data.</summary>
    public static PngHeader Read(ReadOnlySpan<byte> data, string source)
    {
        if (data.Length != Length)
            throw new InvalidInputException($"{source}: damaged PNG: its header has {data.Length} bytes instead of {Length}.");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(data);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue || (long)width * height > MaxPixels)
            throw new InvalidInputException($"{source}: a PNG of {width}x{height} pixels; 1 to {MaxPixels} pixels are read.");
        PngColor color = (PngColor)data[9];
        bool allowed = color switch
        {
            PngColor.Gray => data[8] is 1 or 2 or 4 or 8 or 16,
            PngColor.Palette => data[8] is 1 or 2 or 4 or 8,
            PngColor.Rgb or PngColor.GrayAlpha or PngColor.Rgba => data[8] is 8 or 16,
            _ => false,
        };
        if (!allowed || data[10] != 0 || data[11] != 0 || data[12] > 1)
            throw new InvalidInputException($"{source}: damaged PNG: its header asks for what PNG does not have (bit depth {data[8]}, colour type {data[9]}).");
        return new PngHeader((int)width, (int)height, data[8], color, data[12] == 1);
    }
}
