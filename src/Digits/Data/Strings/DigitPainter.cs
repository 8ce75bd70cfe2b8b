using System.Numerics;

namespace Digits.Data;

/// <summary>Writes single digits in the style of a line.</summary>
/// <param name="examples">Prepared examples: for a digit and any number one of them.</param>
internal sealed class DigitPainter(WrittenExamples examples)
{
    /// <summary>The height that MNIST's box gives a digit in the maps of <see cref="WrittenDigit"/>.</summary>
    private const float Box = 40;

    private const float UnitsOfForms = 100;

    /// <summary>Writes a digit on a sheet of its own.</summary>
    public InkPlane Paint(int digit, LineStyle style, SeededRandom random)
    {
        float height = style.Height * random.Factor(style.Unevenness) * Stretch(digit, style);
        float width = style.Aspect * random.Factor(0.08f);
        return style.IsOwnForm[digit] ? PaintForm(digit, style, random, height, width) : PaintExample(digit, style, random, height, width);
    }

    /// <summary>How much of a digit's height lies below the line on which it stands.</summary>
    public static float Below(int digit, LineStyle style) => digit is 4 or 7 or 9 ? style.Descent - 1 : 0;

    private static float Stretch(int digit, LineStyle style) => digit switch
    {
        0 => style.SmallZero,
        4 or 7 or 9 => style.Descent,
        1 or 6 => style.Ascent,
        _ => 1,
    };

    private static InkPlane PaintForm(int digit, LineStyle style, SeededRandom random, float height, float width)
    {
        Vector2[][] lines = style.Writer.Write(style.Forms[digit].Draw(random));
        float scale = height / UnitsOfForms;
        float lean = digit == 1 ? style.OneSlant : 0;
        Vector2 low = new(float.MaxValue), high = new(float.MinValue);
        foreach (Vector2[] line in lines)
        {
            foreach (ref Vector2 point in line.AsSpan())
            {
                point = new Vector2(((point.X * width) - (lean * point.Y)) * scale, point.Y * scale);
                low = Vector2.Min(low, point);
                high = Vector2.Max(high, point);
            }
        }

        Vector2 room = new(style.Radius + 2);
        InkPlane plane = new((int)(high.X - low.X + (2 * room.X)) + 1, (int)(high.Y - low.Y + (2 * room.Y)) + 1);
        foreach (Vector2[] line in lines)
        {
            if (style.Hook > 0)
                AddHooks(plane, line, room - low, style, random);
            float[] radii = new float[line.Length];
            float from = 0, to = random.Normal(0, 1);
            for (int i = 0; i < line.Length; i++)
            {
                if (i % 8 == 0)
                    (from, to) = (to, random.Normal(0, 1));
                radii[i] = style.Radius * Math.Clamp(1 + (0.5f * style.Pressure * (from + ((to - from) * (i % 8) / 8f))), 0.5f, 1.6f);
                line[i] += room - low;
            }

            Brush.Draw(plane, line, radii);
        }

        return plane;
    }

    /// <summary>Short ticks at both ends of a stroke, where the pen came down or left in another direction.</summary>
    private static void AddHooks(InkPlane plane, Vector2[] line, Vector2 shift, LineStyle style, SeededRandom random)
    {
        foreach (Vector2 end in (ReadOnlySpan<Vector2>)[line[0], line[^1]])
        {
            Vector2 tick = new(random.Normal(0, 1), random.Normal(0, 1));
            if (random.Happens(0.5))
                Brush.Draw(plane, [end + shift, end + shift + (style.Hook * style.Height * tick)], style.Radius * 0.9f);
        }
    }

    private InkPlane PaintExample(int digit, LineStyle style, SeededRandom random, float height, float width)
    {
        ulong which = style.IsSteady && random.Happens(0.85) ? style.Examples[digit] : random.NextUInt64();
        WrittenDigit example = examples.Get(digit, which);
        // A digit that is wider than high fills less of MNIST's box than its writer meant.
        float scale = height / (0.6f * example.Height + 0.4f * Box);
        float slant = style.Slant + (digit == 1 ? style.OneSlant : 0) + random.Normal(0, 0.06f)
            - (style.IsUpright && digit != 1 ? Math.Clamp(example.Shear, -0.8f, 0.8f) : 0);
        (float sin, float cos) = PortableSinCos(random.Normal(0, 0.06f));
        float xx = cos * scale * width, xy = (-cos * slant * scale) - (sin * scale), yx = sin * scale * width, yy = (-sin * slant * scale) + (cos * scale);
        float across = (MathF.Abs(xx) + MathF.Abs(xy)) * WrittenDigit.Side * 0.8f;
        float down = (MathF.Abs(yx) + MathF.Abs(yy)) * WrittenDigit.Side;
        InkPlane plane = new((int)across + 6, (int)down + 6);
        float determinant = 1 / ((xx * yy) - (xy * yx));
        Wobble wobble = new(random, style.Wobble);
        Wobble pressure = new(random, style.Pressure);
        float stepsToPixels = scale * MathF.Sqrt(width) / WrittenDigit.StepsPerPixel;
        bool copies = style.Hand == HandKind.Copied;
        byte[] map = copies ? example.Ink : example.Distance;
        for (int y = 0; y < plane.Height; y++)
        {
            Span<float> row = plane.Row(y);
            float dy = y + 0.5f - (plane.Height * 0.5f);
            for (int x = 0; x < plane.Width; x++)
            {
                float dx = x + 0.5f - (plane.Width * 0.5f);
                float u = ((yy * dx) - (xy * dy)) * determinant + (WrittenDigit.Side * 0.5f);
                float v = ((xx * dy) - (yx * dx)) * determinant + (WrittenDigit.Side * 0.5f);
                if (u < 2 || v < 2 || u > WrittenDigit.Side - 3 || v > WrittenDigit.Side - 3)
                    continue;

                Vector2 strayed = new Vector2(u, v) + wobble.At(u, v);
                float value = Sample(map, strayed.X - 0.5f, strayed.Y - 0.5f, copies ? (byte)0 : byte.MaxValue);
                row[x] = copies
                    ? Math.Clamp(((value / 255) - style.EdgeThreshold) * style.EdgeGain, 0, 1)
                    : Math.Clamp((style.Radius * Math.Clamp(1 + pressure.At(u, v).X, 0.5f, 1.6f)) - (value * stepsToPixels) + 0.5f, 0, 1);
            }
        }

        return plane;
    }

    private static float Sample(byte[] map, float x, float y, byte beyond)
    {
        const int Side = WrittenDigit.Side;
        int left = (int)MathF.Floor(x), top = (int)MathF.Floor(y);
        if ((uint)left >= Side - 1 || (uint)top >= Side - 1)
            return beyond;

        float fx = x - left, fy = y - top;
        int at = (top * Side) + left;
        float upper = map[at] + (fx * (map[at + 1] - map[at]));
        float lower = map[at + Side] + (fx * (map[at + Side + 1] - map[at + Side]));
        return upper + (fy * (lower - upper));
    }

    private static (float Sin, float Cos) PortableSinCos(float angle)
    {
        (double sin, double cos) = PortableMath.SinCos(Math.Clamp(angle, -1, 1));
        return ((float)sin, (float)cos);
    }
}
