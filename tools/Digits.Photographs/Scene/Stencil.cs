using System.Numerics;
using Digits.Data;
using SkiaSharp;

namespace Digits.Photographs;

/// <summary>A mask of lines and letters for a whole sheet.</summary>
internal sealed class Stencil : IDisposable
{
    private static readonly string[] _fonts =
    [
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
        "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf", "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf",
    ];

    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;

    public Stencil(int width, int height)
    {
        _bitmap = new SKBitmap(width, height, SKColorType.Gray8, SKAlphaType.Opaque);
        _bitmap.Erase(SKColors.Black);
        _canvas = new SKCanvas(_bitmap);
    }

    public ReadOnlySpan<byte> Row(int y) => _bitmap.GetPixelSpan().Slice(y * _bitmap.RowBytes, _bitmap.Width);

    public void Line(float x0, float y0, float x1, float y1, float breadth)
    {
        using SKPaint paint = Stroke(breadth);
        _canvas.DrawLine(x0, y0, x1, y1, paint);
    }

    /// <summary>A line as a hand draws it: not quite straight, and a little too long or too short.</summary>
    public void HandLine(Vector2 from, Vector2 to, float breadth, float wobble, SeededRandom random)
    {
        Vector2 along = to - from;
        Vector2 across = new(-along.Y, along.X);
        List<Vector2> points = [];
        const int Pieces = 6;
        float bow = wobble * random.Normal();
        for (int i = 0; i <= Pieces; i++)
        {
            float t = i / (float)Pieces;
            float end = i is 0 or Pieces ? 0.012f * random.Normal() : 0;
            points.Add(from + along * (t + end) + across * (bow * t * (1 - t) + 0.25f * wobble * random.Normal()));
        }

        Curve(points, breadth);
    }

    /// <summary>A smooth curve through points.</summary>
    public void Curve(IReadOnlyList<Vector2> points, float breadth)
    {
        using SKPathBuilder path = new();
        path.MoveTo(points[0].X, points[0].Y);
        for (int i = 0; i + 1 < points.Count; i++)
        {
            Vector2 before = points[Math.Max(i - 1, 0)];
            Vector2 after = points[Math.Min(i + 2, points.Count - 1)];
            Vector2 c1 = points[i] + (points[i + 1] - before) / 6;
            Vector2 c2 = points[i + 1] - (after - points[i]) / 6;
            path.CubicTo(c1.X, c1.Y, c2.X, c2.Y, points[i + 1].X, points[i + 1].Y);
        }

        using SKPath finished = path.Detach();
        using SKPaint paint = Stroke(breadth);
        _canvas.DrawPath(finished, paint);
    }

    /// <summary>Printed letters, where this machine has a font for them.</summary>
    public void Print(string text, float x, float y, float size, int font)
    {
        if (!File.Exists(_fonts[font % _fonts.Length]))
            return;
        using SKTypeface face = SKTypeface.FromFile(_fonts[font % _fonts.Length]);
        using SKFont letters = new(face, size);
        using SKPaint paint = new() { Color = SKColors.White, IsAntialias = true };
        _canvas.DrawText(text, x, y, SKTextAlign.Left, letters, paint);
    }

    public void Dispose()
    {
        _canvas.Dispose();
        _bitmap.Dispose();
    }

    private static SKPaint Stroke(float breadth) => new()
    {
        Color = SKColors.White,
        IsAntialias = true,
        Style = SKPaintStyle.Stroke,
        StrokeWidth = breadth,
        StrokeCap = SKStrokeCap.Round,
        StrokeJoin = SKStrokeJoin.Round,
    };
}
