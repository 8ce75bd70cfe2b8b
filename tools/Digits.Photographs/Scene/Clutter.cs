using System.Numerics;
using Digits.Data;
using SkiaSharp;

namespace Digits.Photographs;

/// <summary>Things that lie about: pens, cables, coins, a telephone, a ruler. None covers what must stay visible.</summary>
internal static class Clutter
{
    /// <summary>Lays things over the picture, before it is lit.</summary>
    /// <param name="scene">The picture.</param>
    /// <param name="taken">Boxes in it that stay free.</param>
    /// <param name="count">How many things.</param>
    /// <param name="random">Which.</param>
    public static void Lay(ColorField scene, IReadOnlyList<TrueDigit> taken, int count, SeededRandom random)
    {
        float unit = 0.001f * Math.Max(scene.Width, scene.Height);
        for (int i = 0; i < count; i++)
        {
            for (int attempt = 0; attempt < 12; attempt++)
            {
                using SKBitmap layer = new(new SKImageInfo(scene.Width, scene.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
                layer.Erase(SKColors.Transparent);
                using SKCanvas canvas = new(layer);
                canvas.Translate(scene.Width * random.Between(-0.05f, 1.05f), scene.Height * random.Between(-0.05f, 1.05f));
                canvas.RotateDegrees(random.Between(0, 360));
                canvas.Scale(unit);
                Draw(canvas, random);
                canvas.Flush();
                if (IsFree(layer, taken, (int)(12 * unit)))
                {
                    Merge(scene, layer);
                    break;
                }
            }
        }
    }

    private static void Draw(SKCanvas canvas, SeededRandom random)
    {
        SKColor color = SKColor.FromHsv(random.Between(0, 360), random.Between(10, 80), random.Between(15, 85));
        switch (random.NextInt(6))
        {
            case 0 or 1:
                float breadth = random.Between(16, 26);
                Body(canvas, new SKRect(-200, -breadth / 2, 170, breadth / 2), breadth / 2, color);
                Body(canvas, new SKRect(60, -breadth / 2 - 1, 200, breadth / 2 + 1), breadth / 2, SKColor.FromHsv(random.Between(0, 360), 60, 40));
                break;
            case 2:
                Cable(canvas, random);
                break;
            case 3:
                using (SKPaint paint = Filled(SKColor.FromHsv(random.Between(25, 50), random.Between(20, 60), random.Between(50, 80))))
                {
                    canvas.DrawCircle(0, 0, 38, paint);
                    paint.Style = SKPaintStyle.Stroke;
                    paint.StrokeWidth = 3;
                    paint.Color = new SKColor(40, 30, 10, 120);
                    canvas.DrawCircle(0, 0, 33, paint);
                }

                break;
            case 4:
                Body(canvas, new SKRect(-75, -150, 75, 150), 18, new SKColor(22, 22, 25));
                Body(canvas, new SKRect(-68, -130, 68, 130), 4, new SKColor(45, 50, 58));
                break;
            default:
                Body(canvas, new SKRect(-60, -22, 60, 22), 6, SKColor.FromHsv(random.Between(0, 360), random.Between(0, 40), 85));
                break;
        }
    }

    private static void Cable(SKCanvas canvas, SeededRandom random)
    {
        using SKPathBuilder path = new();
        path.MoveTo(-900, random.Between(-300, 300));
        for (float x = -600; x <= 900; x += 300)
            path.QuadTo(x - 150, random.Between(-160, 160), x, random.Between(-60, 60));
        using SKPath finished = path.Detach();
        byte tone = (byte)(random.Chance(0.7f) ? random.Whole(15, 50) : 215);
        float breadth = random.Between(7, 14);
        foreach ((float share, int lift) in new[] { (1f, -12), (0.7f, 0), (0.3f, 35) })
        {
            byte shade = (byte)Math.Clamp(tone + lift, 0, 255);
            using SKPaint paint = Filled(new SKColor(shade, shade, shade));
            paint.Style = SKPaintStyle.Stroke;
            paint.StrokeWidth = breadth * share;
            canvas.DrawPath(finished, paint);
        }
    }

    private static void Body(SKCanvas canvas, SKRect body, float corner, SKColor color)
    {
        using SKPaint shadow = Filled(new SKColor(0, 0, 0, 110));
        using SKMaskFilter blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 5);
        shadow.MaskFilter = blur;
        canvas.DrawRoundRect(new SKRect(body.Left + 5, body.Top + 7, body.Right + 5, body.Bottom + 7), corner, corner, shadow);
        using SKShader shine = SKShader.CreateLinearGradient(
            new SKPoint(0, body.Top),
            new SKPoint(0, body.Bottom),
            [Shaded(color, 0.7f), Shaded(color, 1.4f), color, Shaded(color, 0.5f)],
            [0, 0.3f, 0.6f, 1],
            SKShaderTileMode.Clamp);
        using SKPaint paint = Filled(color);
        paint.Shader = shine;
        canvas.DrawRoundRect(body, corner, corner, paint);
    }

    private static SKColor Shaded(SKColor color, float by) => new(Part(color.Red * by), Part(color.Green * by), Part(color.Blue * by));

    private static byte Part(float value) => (byte)Math.Clamp(value, 0, 255);

    private static SKPaint Filled(SKColor color) => new() { Color = color, IsAntialias = true, Style = SKPaintStyle.Fill };

    private static bool IsFree(SKBitmap layer, IReadOnlyList<TrueDigit> taken, int margin)
    {
        ReadOnlySpan<byte> pixels = layer.GetPixelSpan();
        foreach (TrueDigit digit in taken)
        {
            for (int y = Math.Max(0, digit.Y - margin); y < Math.Min(layer.Height, digit.Y + digit.Height + margin); y += 2)
            {
                for (int x = Math.Max(0, digit.X - margin); x < Math.Min(layer.Width, digit.X + digit.Width + margin); x += 2)
                {
                    if (pixels[y * layer.RowBytes + 4 * x + 3] > 0)
                        return false;
                }
            }
        }

        return true;
    }

    private static void Merge(ColorField scene, SKBitmap layer)
    {
        ReadOnlySpan<byte> pixels = layer.GetPixelSpan();
        for (int y = 0; y < scene.Height; y++)
        {
            for (int x = 0; x < scene.Width; x++)
            {
                ReadOnlySpan<byte> pixel = pixels.Slice(y * layer.RowBytes + 4 * x, 4);
                if (pixel[3] == 0)
                    continue;
                float alpha = pixel[3] / 255f;
                Vector3 color = Draws.Color(pixel[0] / alpha, pixel[1] / alpha, pixel[2] / alpha);
                ref Vector3 below = ref scene.Pixels[y * scene.Width + x];
                below = Vector3.Lerp(below, color, alpha);
            }
        }
    }
}
