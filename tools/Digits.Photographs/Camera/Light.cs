using System.Numerics;
using Digits.Data;
using SkiaSharp;

namespace Digits.Photographs;

/// <summary>The light on the scene: brighter at one side, darker at the corners, with shadows of hands, telephones and window bars.</summary>
internal sealed class Light
{
    private const int Coarse = 320;
    private readonly Field _shadow = new(Coarse, Coarse);
    private readonly float _shadowDepth;
    private readonly Vector3 _color;
    private readonly float _slopeX;
    private readonly float _slopeY;
    private readonly float _vignette;
    private readonly Vector2 _lamp;
    private readonly float _lampStrength;

    /// <summary>Draws the light of one photograph.</summary>
    /// <param name="random">Chooses.</param>
    /// <param name="unevenness">0 for a scanner, 1 for a bad lamp.</param>
    /// <param name="shadows">How many shadows fall into the picture.</param>
    public Light(SeededRandom random, float unevenness, int shadows)
    {
        float warmth = random.Between(-1, 1);
        _color = new Vector3(1 + 0.14f * warmth, 1 + 0.02f * random.Normal(), 1 - 0.2f * warmth);
        _slopeX = 0.45f * unevenness * random.Between(-1, 1);
        _slopeY = 0.45f * unevenness * random.Between(-1, 1);
        _vignette = random.Between(0.05f, 0.5f) * unevenness;
        _lamp = new Vector2(random.Between(0.1f, 0.9f), random.Between(0.1f, 0.9f));
        _lampStrength = random.Chance(0.3f) ? random.Between(0.2f, 0.7f) * unevenness : 0;
        _shadowDepth = random.Between(0.3f, 0.72f);
        for (int i = 0; i < shadows; i++)
            Cast(random);
    }

    /// <summary>The light at a place, each coordinate from 0 to 1.</summary>
    public Vector3 At(float x, float y)
    {
        float dx = x - 0.5f;
        float dy = y - 0.5f;
        float even = 1 + _slopeX * dx * 2 + _slopeY * dy * 2;
        float lens = 1 - _vignette * 2 * (dx * dx + dy * dy);
        float lamp = 1 + _lampStrength * MathF.Exp(-6 * Vector2.DistanceSquared(new Vector2(x, y), _lamp));
        float shadow = 1 - _shadowDepth * _shadow.Sample(x * (Coarse - 1), y * (Coarse - 1));
        return _color * MathF.Max(0.12f, even * lens * lamp) * new Vector3(shadow, shadow, MathF.Sqrt(shadow) * 0.3f + shadow * 0.7f);
    }

    private void Cast(SeededRandom random)
    {
        using SKBitmap bitmap = new(Coarse, Coarse, SKColorType.Gray8, SKAlphaType.Opaque);
        bitmap.Erase(SKColors.Black);
        using SKCanvas canvas = new(bitmap);
        canvas.Translate(Coarse * random.Between(0.1f, 0.9f), Coarse * random.Between(0.1f, 0.9f));
        canvas.RotateDegrees(random.Between(0, 360));
        using SKPaint paint = new() { Color = SKColors.White, IsAntialias = true, StrokeCap = SKStrokeCap.Round };
        switch (random.NextInt(5))
        {
            case 0 or 1:
                Hand(canvas, paint, random);
                break;
            case 2:
                canvas.DrawRect(0, -2 * Coarse, 3 * Coarse, 4 * Coarse, paint);
                break;
            case 3:
                canvas.DrawRoundRect(-45, -90, random.Between(60, 110), random.Between(130, 220), 10, 10, paint);
                break;
            default:
                for (int i = -4; i < 5; i++)
                    canvas.DrawRect(i * 75, -2 * Coarse, random.Between(12, 30), 4 * Coarse, paint);
                break;
        }

        canvas.Flush();
        Field mask = new(Coarse, Coarse);
        ReadOnlySpan<byte> pixels = bitmap.GetPixelSpan();
        for (int i = 0; i < mask.Values.Length; i++)
            mask.Values[i] = pixels[i / Coarse * bitmap.RowBytes + i % Coarse] / 255f;
        mask.Blur(random.Scale(0.8f, 24));
        for (int i = 0; i < mask.Values.Length; i++)
            _shadow.Values[i] = MathF.Max(_shadow.Values[i], mask.Values[i]);
    }

    private static void Hand(SKCanvas canvas, SKPaint paint, SeededRandom random)
    {
        canvas.DrawOval(0, 0, 42, 52, paint);
        paint.StrokeWidth = 62;
        canvas.DrawLine(0, 30, random.Between(-40, 40), 3 * Coarse, paint);
        for (int finger = 0; finger < 4; finger++)
        {
            paint.StrokeWidth = random.Between(15, 21);
            float x = -30 + 20 * finger;
            canvas.DrawLine(x, -30, x + random.Between(-14, 14), random.Between(-115, -70), paint);
        }

        paint.StrokeWidth = 20;
        canvas.DrawLine(36, 10, random.Between(60, 85), random.Between(-50, -10), paint);
        paint.StrokeWidth = 9;
        if (random.Chance(0.4f))
            canvas.DrawLine(-20, -60, 40, -170, paint);
    }
}
