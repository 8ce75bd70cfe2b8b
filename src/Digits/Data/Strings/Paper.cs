using System.Numerics;

namespace Digits.Data;

/// <summary>What lies under and around a line: rules, boxes, print, neighboring lines, patterns, light and grain.</summary>
internal static class Paper
{
    /// <summary>Lays a line on paper.</summary>
    /// <param name="ink">The line's ink.</param>
    /// <param name="style">Its writer, who also wrote what stands around it.</param>
    /// <param name="painter">Writes what stands around it.</param>
    /// <param name="random">What is left to chance.</param>
    /// <returns>Ink and ground together, ink brighter; values of any range.</returns>
    public static InkPlane Lay(InkPlane ink, LineStyle style, DigitPainter painter, SeededRandom random)
    {
        InkPlane around = new(ink.Width, ink.Height);
        if (random.Happens(0.1))
            Neighbors(around, style, painter, random);
        if (random.Happens(0.42))
            Rules(around, random);
        if (random.Happens(0.12))
            Print(around, random);
        if (random.Happens(0.07))
            Sides(around, random);

        Fade(ink, random);
        InkPlane result = new(ink.Width, ink.Height);
        float strength = random.Between(0.7f, 1);
        bool isClean = random.Happens(0.36);
        for (int i = 0; i < result.Values.Length; i++)
            result.Values[i] = MathF.Max(ink.Values[i] * strength, around.Values[i]);
        if (isClean)
            return result;

        InkPlane ground = Ground(ink.Width, ink.Height, random);
        int mixing = random.Weighted(0.3f, 0.35f, 0.35f);
        for (int i = 0; i < result.Values.Length; i++)
        {
            float over = result.Values[i], under = ground.Values[i];
            result.Values[i] = mixing switch
            {
                0 => MathF.Max(over, under),
                1 => (over * (1 - (0.6f * Math.Clamp(under, 0, 1)))) + under,
                _ => over + under,
            };
        }

        return result;
    }

    /// <summary>Ink that is uneven along the line, as of a dry pen, a pencil or bad light.</summary>
    private static void Fade(InkPlane ink, SeededRandom random)
    {
        if (!random.Happens(0.5))
            return;

        InkPlane coarse = new(Math.Max(2, ink.Width / 12), 3);
        float least = random.Between(0.35f, 1);
        foreach (ref float value in coarse.Values.AsSpan())
            value = random.Between(least, 1);
        InkPlane fade = coarse.Resize(ink.Width, ink.Height);
        bool isGrainy = random.Happens(0.15);
        float grain = random.Between(0.2f, 0.7f);
        for (int i = 0; i < ink.Values.Length; i++)
            ink.Values[i] *= fade.Values[i] * (isGrainy ? 1 - (grain * random.NextSingle()) : 1);
    }

    /// <summary>The feet or heads of the lines above and below.</summary>
    private static void Neighbors(InkPlane around, LineStyle style, DigitPainter painter, SeededRandom random)
    {
        bool above = random.Happens(0.5);
        int x = random.NextInt(20);
        for (int count = 1 + random.NextInt(5); count > 0 && x < around.Width; count--)
        {
            InkPlane digit = painter.Paint(random.NextInt(10), style, random);
            if (digit.Box() is not { } box)
                continue;

            int seen = (int)(random.Between(0.04f, 0.2f) * around.Height);
            int columns = box.Right - box.Left + 1, rows = Math.Min(seen, box.Bottom - box.Top + 1);
            InkPlane part = digit.Cut(box.Left, above ? box.Bottom + 1 - rows : box.Top, columns, rows);
            around.Add(part, x, above ? 0 : around.Height - rows);
            x += columns + random.NextInt(30);
        }
    }

    private static void Rules(InkPlane around, SeededRandom random)
    {
        for (int count = random.Happens(0.3) ? 2 : 1; count > 0; count--)
        {
            float y = around.Height * random.Weighted(0.65f, 0.2f, 0.15f) switch
            {
                0 => random.Between(0.8f, 1.01f),
                1 => random.Between(-0.01f, 0.16f),
                _ => random.Between(0.2f, 0.8f),
            };
            float tilt = random.Between(-0.03f, 0.03f) * around.Height;
            float start = random.Happens(0.75) ? -5 : random.Between(0, 0.4f) * around.Width;
            float end = random.Happens(0.85) ? around.Width + 5 : random.Between(0.6f, 1) * around.Width;
            float radius = random.Between(0.3f, 1.3f), strength = random.Between(0.25f, 1);
            if (random.Happens(0.12))
                Dots(around, start, end, y, tilt, radius, strength, random);
            else
                Brush.Draw(around, [new Vector2(start, y), new Vector2(end, y + tilt)], radius, strength);
            if (random.Happens(0.1))
                Brush.Draw(around, [new Vector2(start, y + 4), new Vector2(end, y + tilt + 4)], radius, strength);
        }
    }

    private static void Dots(InkPlane around, float start, float end, float y, float tilt, float radius, float strength, SeededRandom random)
    {
        float step = random.Between(3, 8), length = random.Happens(0.5) ? 0.1f : step * 0.5f;
        for (float x = start; x < end; x += step)
        {
            float at = y + (tilt * (x - start) / MathF.Max(end - start, 1));
            Brush.Draw(around, [new Vector2(x, at), new Vector2(x + length, at)], radius, strength);
        }
    }

    /// <summary>Printed words of which only the tops or the feet are seen.</summary>
    private static void Print(InkPlane around, SeededRandom random)
    {
        bool above = random.Happens(0.35);
        float height = random.Between(0.04f, 0.16f) * around.Height, strength = random.Between(0.4f, 1);
        float x = random.Between(-10, around.Width * 0.5f), last = x + random.Between(20, around.Width);
        float top = above ? 0 : around.Height - height;
        while (x < last)
        {
            Vector2 from = new(x, random.Happens(0.7) ? top : top + (height * 0.5f));
            Vector2 to = random.Happens(0.7) ? new Vector2(x, top + height) : new Vector2(x + random.Between(1, 4), top + (height * random.NextSingle()));
            Brush.Draw(around, [from, to], random.Between(0.4f, 0.8f), strength);
            x += random.Happens(0.12) ? random.Between(5, 12) : random.Between(2, 4.5f);
        }
    }

    /// <summary>The upright edges of a box or a field.</summary>
    private static void Sides(InkPlane around, SeededRandom random)
    {
        for (int side = 0; side < 2; side++)
        {
            if (random.Happens(0.35))
                continue;

            float x = side == 0 ? random.Between(-0.5f, 4) : around.Width - random.Between(-0.5f, 4);
            float tilt = random.Between(-0.04f, 0.04f) * around.Height;
            Brush.Draw(around, [new Vector2(x, -3), new Vector2(x + tilt, around.Height + 3)], random.Between(0.4f, 1.2f), random.Between(0.3f, 1));
        }
    }

    /// <summary>Security patterns, gradients, shadows, stamps and grain.</summary>
    private static InkPlane Ground(int width, int height, SeededRandom random)
    {
        InkPlane ground = new(width, height);
        float amplitude = random.Between(0.03f, 0.42f);
        for (int layers = random.Happens(0.75) ? 1 + random.NextInt(3) : 0; layers > 0; layers--)
            Pattern(ground, amplitude * random.Between(0.3f, 1), random);

        float gradientX = 0, gradientY = 0, step = 0, stepX = 0, stepSlope = 0;
        if (random.Happens(0.45))
            (gradientX, gradientY) = (random.Between(-0.25f, 0.25f) / width, random.Between(-0.2f, 0.2f) / height);
        if (random.Happens(0.12))
            (step, stepX, stepSlope) = (random.Between(-0.35f, 0.35f), random.Between(0, width), random.Between(-1, 1));
        float noise = random.Happens(0.7) ? random.Between(0, 0.16f) : 0;
        bool isCoarse = random.Happens(0.4);
        for (int y = 0; y < height; y++)
        {
            Span<float> row = ground.Row(y);
            float grain = 0;
            for (int x = 0; x < width; x++)
            {
                float fresh = noise * 3.46f * (random.NextSingle() - 0.5f);
                grain = isCoarse ? (0.6f * grain) + (0.8f * fresh) : fresh;
                row[x] += (gradientX * x) + (gradientY * y) + (x + (stepSlope * y) > stepX ? step : 0) + grain;
            }
        }

        return ground;
    }

    private static void Pattern(InkPlane ground, float amplitude, SeededRandom random)
    {
        // Everything in turns: a period of the pattern is one.
        float frequency = random.Between(0.08f, 0.34f);
        (float across, float down) = random.Weighted(0.4f, 0.6f) == 0 ? (0.05f * random.NextSingle(), 1f) : Direction(random);
        float centerX = random.Between(-0.5f, 1.5f) * ground.Width, centerY = random.Between(-3, 4) * ground.Height;
        int kind = random.Weighted(0.6f, 0.25f, 0.15f);
        float bendX = random.Between(0, 0.8f), bendXPeriod = 1 / random.Between(18, 160f);
        float bendY = random.Between(0, 0.6f), bendYPeriod = 1 / random.Between(18, 120f);
        float phase = random.NextSingle(), phaseX = random.NextSingle(), phaseY = random.NextSingle();
        bool isLines = random.Happens(0.65);
        float threshold = random.Between(0, 0.85f);
        float dots = random.Between(0.15f, 0.45f);
        for (int y = 0; y < ground.Height; y++)
        {
            Span<float> row = ground.Row(y);
            float bend = bendY * Wave((y * bendYPeriod) + phaseY);
            for (int x = 0; x < row.Length; x++)
            {
                float at = kind switch
                {
                    0 => frequency * ((across * x) + (down * y)),
                    1 => frequency * MathF.Sqrt(((x - centerX) * (x - centerX)) + ((y - centerY) * (y - centerY))),
                    _ => 0,
                };
                float wave = kind == 2
                    ? 0.5f * (Wave((x * dots) + phase) + Wave((y * dots) + bend))
                    : Wave(at + phase + bend + (bendX * Wave((x * bendXPeriod) + phaseX)));
                row[x] += amplitude * (isLines ? Math.Clamp((wave - threshold) * 3, 0, 1) : 0.5f * wave);
            }
        }
    }

    private static (float Across, float Down) Direction(SeededRandom random)
    {
        float half = random.Between(-1, 1);
        float norm = 1 / (1 + (half * half));
        return ((1 - (half * half)) * norm, 2 * half * norm);
    }

    /// <summary>A wave of period 1 between -1 and 1, of two parabolas: a sine for the eye, and the same bits everywhere.</summary>
    private static float Wave(float turns)
    {
        float t = (2 * (turns - MathF.Floor(turns))) - 1;
        return -4 * t * (1 - MathF.Abs(t));
    }
}
