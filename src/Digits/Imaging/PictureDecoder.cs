using Digits.Engine;
using SkiaSharp;

namespace Digits.Imaging;

/// <summary>Decodes a picture with SkiaSharp, TIFF with LibTiff, in the values as they are stored, and makes gray of them.</summary>
internal static class PictureDecoder
{
    /// <summary>More would not fit in one block of four bytes a pixel.</summary>
    internal const long MostPixels = int.MaxValue / 4;

    /// <summary>The lightest ink that is to be seen on white paper.</summary>
    private const byte LightestInk = 239;

    internal static GrayImage Decode(byte[] file, string source, PictureOptions options)
    {
        string format = PictureFormat.Require(file, source);
        if (format == "TIFF")
        {
            using TiffFile tiff = TiffFile.Open(file, source, options);
            return tiff.FirstPage();
        }

        using SKCodec? codec = SKCodec.Create(new SKMemoryStream(file), out SKCodecResult opened);
        if (codec is null)
            throw Failure(source, format, opened);

        SKImageInfo info = codec.Info;
        if ((long)info.Width * info.Height > Math.Min(options.MaxPixels, MostPixels))
            throw TooLarge(source, info.Width, info.Height, options);

        // Of a progressive JPEG that lacks its last scans SkiaSharp makes a blurred picture, without a word.
        if (format == "JPEG" && !JpegEnd.IsThere(file))
            throw Failure(source, format, SKCodecResult.IncompleteInput);
        byte[] gray = Gray(codec, format, source);
        // SkiaSharp cuts 16 bits to 8, and does not round them. By now the file is known to be sound.
        if (format == "PNG" && DeepPng.IsDeep(file))
            gray = Deep(file, info, source);
        return Orientation.Upright(new GrayImage(info.Width, info.Height, gray), codec.EncodedOrigin);
    }

    internal static InvalidInputException TooLarge(string source, int width, int height, PictureOptions options) =>
        new($"{source}: has {width}x{height} pixels; at most {Math.Min(options.MaxPixels, MostPixels)} are read.");

    private static byte[] Gray(SKCodec codec, string format, string source)
    {
        (int width, int height) = (codec.Info.Width, codec.Info.Height);
        bool isGray = codec.Info.ColorType == SKColorType.Gray8;
        // Without a color space nothing is converted; alpha that is multiplied in would lose bits.
        SKImageInfo info = new(
            width,
            height,
            isGray ? SKColorType.Gray8 : SKColorType.Rgba8888,
            codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul);
        using SKBitmap bitmap = new();
        if (!bitmap.TryAllocPixels(info))
            throw new InvalidInputException($"{source}: {width}x{height} pixels do not fit in memory.");
        SKCodecResult result = codec.GetPixels(info, bitmap.GetPixels(), bitmap.RowBytes, SKCodecOptions.Default);
        if (result != SKCodecResult.Success)
            throw Failure(source, format, result);

        byte[] gray = GC.AllocateUninitializedArray<byte>(width * height);
        Fill(gray, bitmap, isGray ? static (from, to) => from.CopyTo(to) : Luma.OfRow);

        // White ink on nothing cannot be seen on white paper.
        if (info.AlphaType != SKAlphaType.Opaque && !isGray && !gray.AsSpan().ContainsAnyInRange((byte)0, LightestInk))
            Fill(gray, bitmap, Luma.OfRowOnBlack);

        return gray;
    }

    private static void Fill(byte[] gray, SKBitmap bitmap, Action<ReadOnlySpan<byte>, Span<byte>> convert)
    {
        ReadOnlySpan<byte> pixels = bitmap.GetPixelSpan();
        for (int y = 0; y < bitmap.Height; y++)
            convert(pixels.Slice(y * bitmap.RowBytes, bitmap.Width * bitmap.BytesPerPixel), gray.AsSpan(y * bitmap.Width, bitmap.Width));
    }

    private static byte[] Deep(byte[] file, SKImageInfo info, string source)
    {
        try
        {
            return DeepPng.Gray(file, info.Width, info.Height, info.AlphaType == SKAlphaType.Opaque);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidInputException($"{source}: the PNG file is damaged.", e);
        }
    }

    private static InvalidInputException Failure(string source, string format, SKCodecResult result) => new(result switch
    {
        SKCodecResult.IncompleteInput => $"{source}: the {format} file is cut short: it ends before the picture does.",
        _ => $"{source}: the {format} file is damaged, or of a kind that cannot be read.",
    });
}
