using Digits.Engine;
using SkiaSharp;

namespace Digits.Imaging;

/// <summary>Encodes PNG of 8 bits a sample, with the row filter "up", which suits scans and plots, and the smallest size that deflate gives.</summary>
internal static class PngWriter
{
    private static readonly SKPngEncoderOptions _options = new(SKPngEncoderFilterFlags.Up, zLibLevel: 9);

    /// <summary>A gray picture.</summary>
    internal static byte[] Gray(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Encode(new SKImageInfo(image.Width, image.Height, SKColorType.Gray8, SKAlphaType.Opaque), image.Pixels);
    }

    /// <summary>A color picture.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="rgba">Red, green, blue and opacity of each pixel, <c>[height, width, 4]</c>.</param>
    internal static byte[] Rgba(int width, int height, ReadOnlySpan<byte> rgba) =>
        Encode(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul), rgba);

    private static byte[] Encode(SKImageInfo info, ReadOnlySpan<byte> pixels)
    {
        using SKBitmap bitmap = new(info);
        pixels.CopyTo(bitmap.GetPixelSpan());
        using SKPixmap pixmap = bitmap.PeekPixels();
        using SKData data = pixmap.Encode(_options)
            ?? throw new WorkFailedException($"A picture of {info.Width}x{info.Height} pixels cannot be written as PNG.");
        return data.ToArray();
    }
}
