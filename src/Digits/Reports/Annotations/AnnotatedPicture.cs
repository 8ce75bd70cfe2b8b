using System.Globalization;
using Digits.Engine;
using Digits.Imaging;
using Digits.Reading;
using SkiaSharp;

namespace Digits.Reports;

/// <summary>
/// A picture with what was read drawn on it: a box around each digit, the digit above and its confidence in percent below. Blue is sure (from 95 %), orange
/// doubtful, red below 70 %. Small pictures are enlarged first.
/// </summary>
public static class AnnotatedPicture
{
    private const double Sure = 0.95;
    private const double Doubtful = 0.7;
    private const float DigitHeight = 15;
    private const float PercentHeight = 8;
    private const float Border = 30;

    private static readonly SKColor _surround = new(0x2B, 0x2F, 0x36);

    /// <summary>Draws, and saves as PNG, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="image">The picture.</param>
    /// <param name="read">What was read in it.</param>
    /// <exception cref="WorkFailedException">The file cannot be written.</exception>
    public static void Save(string path, GrayImage image, ReadPicture read)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(read);
        using SKBitmap drawn = Draw(image, read);
        using SKPixmap pixmap = drawn.PeekPixels();
        using SKData data = pixmap.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.AllFilters, zLibLevel: 6))
            ?? throw new WorkFailedException($"{path}: a picture of {drawn.Width}x{drawn.Height} pixels cannot be written as PNG.");
        AtomicFile.Write(path, stream => data.SaveTo(stream));
    }

    internal static SKBitmap Draw(GrayImage image, ReadPicture read)
    {
        AnnotationScale scale = AnnotationScale.Of(image, read);
        int border = (int)(Border * scale.Unit);
        (int width, int height) = (image.Width * scale.Factor, image.Height * scale.Factor);
        SKBitmap bitmap = new(new SKImageInfo(width + (2 * border), height + (2 * border), SKColorType.Rgba8888, SKAlphaType.Opaque));
        using SKCanvas canvas = new(bitmap);
        canvas.Clear(_surround);
        canvas.Translate(border, border);
        using (SKBitmap gray = Bitmap(image))
        using (SKImage pixels = SKImage.FromBitmap(gray))
            canvas.DrawImage(pixels, SKRect.Create(width, height), new SKSamplingOptions(SKCubicResampler.Mitchell));
        canvas.Scale(scale.Unit);
        float factor = scale.Factor / scale.Unit;
        foreach (ReadDigit digit in read.Digits)
            Box(canvas, digit, factor);
        foreach (ReadDigit digit in read.Digits)
            Figures(canvas, digit, factor);
        return bitmap;
    }

    private static SKBitmap Bitmap(GrayImage image)
    {
        SKBitmap bitmap = new(new SKImageInfo(image.Width, image.Height, SKColorType.Gray8, SKAlphaType.Opaque));
        for (int y = 0; y < image.Height; y++)
            image.Row(y).CopyTo(bitmap.GetPixelSpan()[(y * bitmap.RowBytes)..]);
        return bitmap;
    }

    /// <summary>A box with a light edge outside and a dark one inside, so that it is seen on any ground.</summary>
    private static void Box(SKCanvas canvas, ReadDigit digit, float scale)
    {
        SKRect box = BoxOf(digit, scale);
        using SKPaint paint = new() { Style = SKPaintStyle.Stroke, IsAntialias = true, StrokeWidth = 4, Color = SKColors.White.WithAlpha(0xB0) };
        canvas.DrawRoundRect(box, 3, 3, paint);
        paint.StrokeWidth = 2;
        paint.Color = ColorOf(digit.Confidence);
        canvas.DrawRoundRect(box, 3, 3, paint);
    }

    private static void Figures(SKCanvas canvas, ReadDigit digit, float scale)
    {
        SKRect box = BoxOf(digit, scale);
        Plate(canvas, digit.Digit.ToString(CultureInfo.InvariantCulture), box.MidX, box.Top - DigitHeight - 9, DigitHeight, 0.16f, digit.Confidence);
        string percent = string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(Math.Round(100 * digit.Confidence), 1, 99)}%");
        Plate(canvas, percent, box.MidX, box.Bottom + 2, PercentHeight, 0.13f, digit.Confidence);
    }

    /// <summary>A text on a plate of its confidence's color.</summary>
    private static void Plate(SKCanvas canvas, string text, float middle, float top, float height, float weight, double confidence)
    {
        float width = StrokeFigures.WidthOf(text, height);
        float padding = height * 0.35f;
        using SKPaint paint = new() { IsAntialias = true, Color = ColorOf(confidence).WithAlpha(0xE6) };
        canvas.DrawRoundRect(SKRect.Create(middle - (width / 2) - padding, top, width + (2 * padding), height + (1.5f * padding)), 3, 3, paint);
        StrokeFigures.Draw(canvas, text, middle - (width / 2), top + (0.75f * padding), height, weight, SKColors.White);
    }

    private static SKRect BoxOf(ReadDigit digit, float scale)
    {
        SKRect box = SKRect.Create(digit.X * scale, digit.Y * scale, digit.Width * scale, digit.Height * scale);
        box.Inflate(3, 3);
        return box;
    }

    // White figures keep a contrast of at least 4.5:1 on each.
    private static SKColor ColorOf(double confidence) =>
        confidence >= Sure ? new SKColor(0x00, 0x60, 0xA8) : confidence >= Doubtful ? new SKColor(0xB0, 0x52, 0x00) : new SKColor(0xC0, 0x20, 0x20);
}
