using System.Numerics;
using Digits.Data;

namespace Digits.Photographs;

/// <summary>What a pen leaves on paper that is no digit: zigzags, tangles, spirals, hatching, stars, underlines and words.</summary>
internal static class Scribbles
{
    /// <summary>Draws a few over an area.</summary>
    public static void Draw(Sheet sheet, Box area, WritingPen pen, SeededRandom random)
    {
        using Stencil stencil = new(sheet.Width, sheet.Height);
        float radius = MathF.Max(1, pen.Radius * area.Height * 0.2f);
        for (int i = random.Whole(1, 6); i > 0; i--)
        {
            float size = area.Height * random.Between(0.08f, 0.3f);
            Vector2 middle = new(area.X + area.Width * random.Between(0.15f, 0.85f), area.Y + area.Height * random.Between(0.15f, 0.85f));
            stencil.Curve([.. Shape(size, random).Select(point => middle + point)], 2 * radius);
        }

        sheet.Print(stencil, pen, radius);
    }

    /// <summary>Writes rows of joined-up words.</summary>
    public static void Words(Sheet sheet, Box area, float pitch, WritingPen pen, SeededRandom random)
    {
        using Stencil stencil = new(sheet.Width, sheet.Height);
        float step = pitch > 0 ? pitch : area.Height / random.Whole(3, 9);
        float size = step * random.Between(0.25f, 0.36f);
        float radius = MathF.Max(1, pen.Radius * 2 * size);
        for (float y = MathF.Ceiling(area.Y / step + 0.5f) * step; y < area.Bottom; y += step)
            Cursive.Line(stencil, area.X, area.X + area.Width * random.Between(0.4f, 1), y, size, 2 * radius, random);
        sheet.Print(stencil, pen, radius);
    }

    /// <summary>Prints rows of type.</summary>
    public static void Print(Sheet sheet, Box area, SeededRandom random)
    {
        string[] words = "the quick brown fox jumps over a lazy dog while many people write letters and others read what they wrote before".Split(' ');
        using Stencil stencil = new(sheet.Width, sheet.Height);
        float size = area.Height * random.Between(0.03f, 0.075f);
        int font = random.NextInt(4);
        for (float y = area.Y + size; y < area.Bottom; y += 1.5f * size)
        {
            int most = (int)(area.Width / (0.55f * size));
            string text = "";
            while (text.Length < most - 8)
                text += random.Pick(words) + " ";
            stencil.Print(text, area.X, y, size, font);
        }

        sheet.Print(stencil, Draws.Color(35, 35, 38), random.Between(0.5f, 0.95f));
    }

    private static List<Vector2> Shape(float size, SeededRandom random)
    {
        List<Vector2> points = [];
        int kind = random.NextInt(5);
        int count = kind == 4 ? 4 : random.Whole(9, 26);
        float turns = random.Between(2.2f, 5);
        float phase = random.Between(0, 6);
        for (int i = 0; i < count; i++)
        {
            float t = i / (count - 1f);
            (float sin, float cos) = MathF.SinCos(phase + turns * 2 * MathF.PI * t);
            Vector2 jitter = new(0.07f * random.Normal(), 0.07f * random.Normal());
            Vector2 point = kind switch
            {
                0 => new Vector2(3 * t - 1.5f, i % 2 == 0 ? -0.5f : 0.5f),
                1 => new Vector2(random.Normal() * 0.6f, random.Normal() * 0.4f),
                2 => new Vector2(cos, sin) * (0.15f + 0.85f * t),
                3 => new Vector2(1.6f * t - 0.8f + 0.4f * cos, 0.45f * sin),
                _ => new Vector2(4 * t - 2, 0.1f * t),
            };
            points.Add((point + jitter) * size);
        }

        return points;
    }
}
