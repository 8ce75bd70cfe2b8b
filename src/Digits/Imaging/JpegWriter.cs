using Digits.Engine;
using SkiaSharp;

namespace Digits.Imaging;

/// <summary>Encodes JPEG: photographs for a page, a tenth as large as PNG.</summary>
internal static class JpegWriter
{
    private const int Quality = 80;

    /// <summary>A gray picture.</summary>
    internal static byte[] Gray(GrayImage image)
    {
        using SKBitmap bitmap = new(new SKImageInfo(image.Width, image.Height, SKColorType.Gray8, SKAlphaType.Opaque));
        for (int y = 0; y < image.Height; y++)
            image.Row(y).CopyTo(bitmap.GetPixelSpan()[(y * bitmap.RowBytes)..]);
        using SKPixmap pixmap = bitmap.PeekPixels();
        using SKData data = pixmap.Encode(new SKJpegEncoderOptions(Quality))
            ?? throw new WorkFailedException($"A picture of {image.Width}x{image.Height} pixels cannot be written as JPEG.");
        return data.ToArray();
    }
}
