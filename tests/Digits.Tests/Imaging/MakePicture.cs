using System.Buffers.Binary;
using Digits.Data;
using Digits.Imaging;
using Digits.Tests.Data;
using SkiaSharp;

namespace Digits.Tests.Imaging;

/// <summary>Makes encoded pictures of every format.</summary>
internal static class MakePicture
{
    /// <summary>A small sound file of each format and of most of their kinds, by name.</summary>
    public static IReadOnlyList<(string Name, byte[] File)> Samples()
    {
        byte[] noise = Make.Bytes(new SeededRandom(4), 4 * 23 * 17);
        byte[] smooth = [.. Enumerable.Range(0, noise.Length).Select(i => (byte)((i % 92) + (i / 92)))];
        GrayImage gray = new(23, 17, [.. smooth.Take(23 * 17)]);
        return
        [
            ("gray.png", PngWriter.Gray(gray)),
            ("rgba.png", PngWriter.Rgba(23, 17, noise)),
            ("deep.png", Deep(color: 6, interlaced: false, width: 23, height: 17)),
            ("interlaced.png", Deep(color: 0, interlaced: true, width: 23, height: 17)),
            ("palette.png", Palette()),
            ("gray.jpg", Jpeg(gray)),
            ("color.jpg", Encode(23, 17, smooth, SKEncodedImageFormat.Jpeg, 80)),
            ("turned.jpg", Turned(Jpeg(gray), 6)),
            ("progressive.jpg", Progressive),
            ("lossy.webp", Encode(23, 17, smooth, SKEncodedImageFormat.Webp, 80)),
            ("lossless.webp", Lossless(23, 17, noise)),
            ("color.bmp", Bmp(23, 17)),
            ("tiny.gif", Gif),
            .. MakeTiff.Samples(),
        ];
    }

    /// <summary>3x2 pixels, of which (0, 0) and (1, 1) are of color 200, 50, 20 and the others transparent; ImageMagick wrote it.</summary>
    public static byte[] Gif => Convert.FromHexString(
        "47494638396103000200F00000C8321400000021F90401000001002C0000000003000200000203446E05003B");

    /// <summary>A progressive JPEG of 23x17 pixels with halved colors, a gradient from bright at the top to dark; ImageMagick wrote it.</summary>
    public static byte[] Progressive => Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODh" +
        "MREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wgARCAARABcDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAA" +
        "AAAAAAUE/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAME/9oADAMBAAIQAxAAAAHQjMtLKMMI2wA//8QAFhABAQEAAAAAAAAAAAAAAAAAEwAg/9oACAEBAAEFAkkkkkkx/8QAFh" +
        "EBAQEAAAAAAAAAAAAAAAAAEgAQ/9oACAEDAQE/AXPf/8QAFhEBAQEAAAAAAAAAAAAAAAAAEwAQ/9oACAECAQE/AQg3/8QAFBABAAAAAAAAAAAAAAAAAAAAMP/aAAgBAQAG" +
        "PwIf/8QAFhABAQEAAAAAAAAAAAAAAAAAcQAg/9oACAEBAAE/IXOc5zx//9oADAMBAAIAAwAAABD7733/xAAUEQEAAAAAAAAAAAAAAAAAAAAg/9oACAEDAQE/EB//xAAWEQ" +
        "EBAQAAAAAAAAAAAAAAAABxABD/2gAIAQIBAT8QEN//xAAUEAEAAAAAAAAAAAAAAAAAAAAw/9oACAEBAAE/EBAA/9k=");

    /// <summary>A gray JPEG of quality 95.</summary>
    public static byte[] Jpeg(GrayImage image)
    {
        using SKBitmap bitmap = new(new SKImageInfo(image.Width, image.Height, SKColorType.Gray8, SKAlphaType.Opaque));
        image.Pixels.CopyTo(bitmap.GetPixelSpan());
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95);
        return data.ToArray();
    }

    /// <summary>Pixels of four bytes each in a format of SkiaSharp's.</summary>
    public static byte[] Encode(int width, int height, byte[] rgba, SKEncodedImageFormat format, int quality)
    {
        using SKBitmap bitmap = Bitmap(width, height, rgba);
        using SKData data = bitmap.Encode(format, quality);
        return data.ToArray();
    }

    /// <summary>A WebP that keeps every bit.</summary>
    public static byte[] Lossless(int width, int height, byte[] rgba)
    {
        using SKBitmap bitmap = Bitmap(width, height, rgba);
        using SKPixmap pixels = bitmap.PeekPixels();
        using SKData? data = pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 100));
        return data!.ToArray();
    }

    /// <summary>A JPEG that says in its EXIF data how it was turned (1 to 8).</summary>
    public static byte[] Turned(byte[] jpeg, byte orientation)
    {
        // A big-endian TIFF header and one directory with one entry: tag 0x0112, type SHORT, one value.
        byte[] exif =
        [
            .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        return [.. jpeg[..2], 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg[2..]];
    }

    /// <summary>A 24-bit BMP, rows from the bottom, each padded to four bytes; pixel (x, y) is blue x, green y, red x + y.</summary>
    public static byte[] Bmp(int width, int height)
    {
        int stride = ((3 * width) + 3) / 4 * 4;
        byte[] file = new byte[54 + (stride * height)];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        (file[26], file[28]) = (1, 24);
        for (int i = 0; i < width * height; i++)
        {
            (int y, int x) = Math.DivRem(i, width);
            new[] { (byte)x, (byte)y, (byte)(x + y) }.CopyTo(file.AsSpan(54 + ((height - 1 - y) * stride) + (3 * x)));
        }

        return file;
    }

    /// <summary>A PNG of 16 bits a sample, unfiltered, of samples that <see cref="DeepSample"/> gives.</summary>
    public static byte[] Deep(byte color, bool interlaced, int width, int height, byte[]? transparent = null)
    {
        int channels = color switch { 0 => 1, 2 => 3, 4 => 2, _ => 4 };
        (int X, int Y, int StepX, int StepY)[] passes = interlaced
            ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
            : [(0, 0, 1, 1)];
        List<byte> rows = [];
        foreach ((int left, int top, int stepX, int stepY) in passes)
        {
            for (int y = top; y < height && left < width; y += stepY)
            {
                rows.Add(0);
                for (int x = left; x < width; x += stepX)
                {
                    for (int channel = 0; channel < channels; channel++)
                    {
                        int sample = DeepSample(x, y, channel);
                        rows.AddRange([(byte)(sample >> 8), (byte)sample]);
                    }
                }
            }
        }

        byte[] header = PngParts.Header((uint)width, (uint)height, 16, color, interlaced ? (byte)1 : (byte)0);
        return transparent is null
            ? PngParts.Build(header, ("IDAT", PngParts.Deflate([.. rows])))
            : PngParts.Build(header, ("tRNS", transparent), ("IDAT", PngParts.Deflate([.. rows])));
    }

    /// <summary>A sample of <see cref="Deep"/>, 0 to 65,535.</summary>
    public static int DeepSample(int x, int y, int channel) => ((x * 4099) + (y * 257 * 7) + (channel * 12345)) & 0xFFFF;

    private static byte[] Palette()
    {
        byte[] colors = [10, 20, 30, 250, 128, 0, 255, 255, 255, 0, 0, 0];
        byte[] rows = [.. Enumerable.Range(0, 17).SelectMany(y => new byte[] { 0, (byte)(0x1B + y), 0xE4, 0x1B, 0xE4, 0x1B, 0xE0 })];
        return PngParts.Build(PngParts.Header(23, 17, 2, 3), ("PLTE", colors), ("tRNS", [255, 128]), ("IDAT", PngParts.Deflate(rows)));
    }

    private static SKBitmap Bitmap(int width, int height, byte[] rgba)
    {
        SKBitmap bitmap = new(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        rgba.CopyTo(bitmap.GetPixelSpan());
        return bitmap;
    }
}
