using System.Numerics;

namespace Digits.Photographs;

/// <summary>A flat sheet with what is printed and written on it, and which digit each inked pixel belongs to.</summary>
internal sealed class Sheet(int width, int height, Noise noise)
{
    public ColorField Paper { get; } = new(width, height);

    public Noise Noise => noise;

    public int Width => width;

    public int Height => height;

    /// <summary>One more than the digit's place in <see cref="Digits"/>, 0 where there is no digit.</summary>
    public ushort[] Ids { get; } = new ushort[width * height];

    /// <summary>The digits in the order of writing, with their rows.</summary>
    public List<(int Row, char Digit)> Digits { get; } = [];

    public void Write(PlacedGlyph placed, WritingPen pen)
    {
        Glyph glyph = placed.Glyph;
        int first = Digits.Count + 1;
        Digits.AddRange(glyph.Text.Select(digit => (placed.Row, digit)));
        float radius = MathF.Max(pen.Radius * placed.DigitHeight, 1);
        float reach = 0.5f * placed.Scale * MathF.Sqrt(glyph.Width * glyph.Width + glyph.Height * glyph.Height) + 2 * radius + 2;
        (float sin, float cos) = MathF.SinCos(placed.Angle);
        float middleX = 0.5f * (glyph.Left + glyph.Right);
        float middleY = 0.5f * (glyph.Top + glyph.Bottom);
        for (int y = Math.Max(0, (int)(placed.Y - reach)); y <= Math.Min(height - 1, (int)(placed.Y + reach)); y++)
        {
            for (int x = Math.Max(0, (int)(placed.X - reach)); x <= Math.Min(width - 1, (int)(placed.X + reach)); x++)
            {
                float dx = (x - placed.X) / placed.Scale;
                float dy = (y - placed.Y) / placed.Scale;
                float gx = middleX + cos * dx + sin * dy;
                float gy = middleY - sin * dx + cos * dy;
                float pressure = 1 + 0.16f * noise.At(x / (9 * radius), y / (9 * radius));
                float inside = pen.KeepsInk
                    ? glyph.Depth(gx, gy) * placed.Scale
                    : radius * pressure - glyph.FromMiddle(gx, gy) * placed.Scale;
                float coverage = Math.Clamp(inside + 0.5f, 0, 1);
                if (coverage <= 0)
                    continue;
                int at = y * width + x;
                Ink(at, x, y, coverage, pen, radius);
                if (coverage > 0.4f)
                    Ids[at] = (ushort)(first + glyph.Owner(gx, gy));
            }
        }
    }

    /// <summary>Lays a color over the sheet where a stencil is open.</summary>
    public void Print(Stencil stencil, Vector3 color, float density)
    {
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = stencil.Row(y);
            for (int x = 0; x < width; x++)
            {
                if (row[x] > 0)
                    Paper.Pixels[y * width + x] = Vector3.Lerp(Paper.Pixels[y * width + x], color, row[x] / 255f * density);
            }
        }
    }

    /// <summary>Lays a pen's ink over the sheet where a stencil is open.</summary>
    public void Print(Stencil stencil, WritingPen pen, float radius)
    {
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = stencil.Row(y);
            for (int x = 0; x < width; x++)
            {
                if (row[x] > 0)
                    Ink(y * width + x, x, y, row[x] / 255f, pen, radius);
            }
        }
    }

    private void Ink(int at, int x, int y, float coverage, WritingPen pen, float radius)
    {
        float wear = noise.Grain(x, y) * 0.4f + noise.At(x * 0.45f, y * 0.45f) * 0.6f;
        float flow = 1 - 0.12f * (1 + noise.At(x / (5 * radius) + 31, y / (5 * radius)));
        float alpha = coverage * pen.Density * flow * (1 - pen.Grain * MathF.Max(0, wear + 0.3f));
        Paper.Pixels[at] = Vector3.Lerp(Paper.Pixels[at], pen.Color, alpha);
    }
}
