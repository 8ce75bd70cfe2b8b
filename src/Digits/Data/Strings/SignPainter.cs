using System.Numerics;

namespace Digits.Data;

/// <summary>Writes signs that are not digits, with the line's pen.</summary>
internal static class SignPainter
{
    /// <summary>The symbol that a sign counts as.</summary>
    public static byte SymbolOf(SignKind kind) => kind switch
    {
        SignKind.Dot or SignKind.Comma or SignKind.RaisedDot => LineSymbols.Point,
        SignKind.Dash or SignKind.LongDash or SignKind.Equal => LineSymbols.Dash,
        _ => LineSymbols.Sign,
    };

    /// <summary>Writes a sign on a sheet whose baseline is its height over the bottom.</summary>
    /// <param name="kind">The sign.</param>
    /// <param name="style">The writer.</param>
    /// <param name="random">What else is left to chance.</param>
    /// <param name="below">Receives how many of the sheet's lowest rows lie below the baseline.</param>
    public static InkPlane Paint(SignKind kind, LineStyle style, SeededRandom random, out int below)
    {
        float h = style.Height;
        below = (int)(0.5f * h) + 4;
        InkPlane plane = new((int)(4.2f * h) + 20, (int)(1.5f * h) + 8 + below);
        float baseline = plane.Height - below;
        const float Left = 8;
        float radius = style.Radius * random.Between(0.8f, 1.2f);
        float middle = baseline - (h * random.Between(0.2f, 0.6f));
        switch (kind)
        {
            case SignKind.Dot:
                Dot(baseline - random.Between(-1, 3));
                break;
            case SignKind.RaisedDot:
                Dot(middle);
                break;
            case SignKind.Comma:
                Line((0, -0.08f), (-random.Between(0, 0.12f), random.Between(0.02f, 0.22f)));
                break;
            case SignKind.Dash:
                Level(random.Between(0.2f, 1.1f), 0, 1);
                break;
            case SignKind.LongDash:
                Level(random.Between(1.1f, 3.8f), 0, 1);
                break;
            case SignKind.Equal:
                float width = random.Between(0.25f, 0.9f), apart = random.Between(0.1f, 0.3f) * h;
                Level(width, 0, 1);
                Level(width * random.Between(0.8f, 1.15f), apart, 1);
                if (random.Happens(0.2))
                    Line((0.1f, -0.75f), (0.6f, -0.05f));
                break;
            case SignKind.Slash:
                Line((0, random.Between(0.1f, 0.35f)), (random.Between(0.3f, 0.8f), -random.Between(1.05f, 1.35f)));
                break;
            case SignKind.Number:
                float w = random.Between(0.4f, 0.75f);
                Line((w * 0.4f, -0.85f), (w * 0.15f, 0));
                Line((w * 0.85f, -0.85f), (w * 0.6f, 0));
                Line((0, -0.6f), (w, -0.63f));
                Line((0, -0.3f), (w, -0.33f));
                break;
            case SignKind.Dollar:
                Curve((0.45f, -0.75f), (0.2f, -0.88f), (0, -0.68f), (0.2f, -0.48f), (0.45f, -0.3f), (0.22f, -0.1f), (0, -0.22f));
                Line((0.27f, -1.02f), (0.2f, 0.05f));
                if (random.Happens(0.4))
                    Line((0.35f, -1.02f), (0.28f, 0.05f));
                break;
            case SignKind.Euro:
                Curve((0.6f, -0.75f), (0.35f, -0.88f), (0.12f, -0.62f), (0.1f, -0.35f), (0.3f, -0.05f), (0.6f, -0.12f));
                Line((0, -0.52f), (0.45f, -0.54f));
                Line((0, -0.36f), (0.42f, -0.38f));
                break;
            case SignKind.Star:
                Line((0, -0.5f), (0.4f, -0.2f));
                Line((0.4f, -0.5f), (0, -0.2f));
                if (random.Happens(0.6))
                    Line((0.2f, -0.6f), (0.2f, -0.1f));
                break;
            case SignKind.Letter:
                Letter();
                break;
            case SignKind.Curl:
                Curve((0, -0.7f), (0.15f, -0.95f), (0.25f, -0.8f), (0.05f, -0.7f), (0.2f, -0.6f), (0.35f, -0.72f));
                break;
            default:
                Scribble();
                break;
        }

        return plane;

        void Dot(float y) => Stroke(
            [new(Left, y), new(Left + random.Between(0, 2.5f), y + random.Between(-1, 1))], MathF.Max(0.8f, radius * random.Between(0.8f, 1.7f)));

        void Level(float wide, float lower, float bend)
        {
            float rise = h * random.Between(-0.1f, 0.15f) * bend, sag = h * random.Between(-0.06f, 0.06f);
            Stroke(PenPath.Trace([At(Left, middle), At(Left + (0.5f * wide * h), middle - (0.5f * rise) + sag), At(Left + (wide * h), middle - rise)]), radius);

            ControlPoint At(float x, float y) => new(x, y + lower, false);
        }

        void Line((float X, float Y) from, (float X, float Y) to) => Curve(from, to);

        void Curve(params ReadOnlySpan<(float X, float Y)> points)
        {
            ControlPoint[] path = new ControlPoint[points.Length];
            for (int i = 0; i < points.Length; i++)
            {
                float x = points[i].X + random.Normal(0, 0.03f), y = points[i].Y + random.Normal(0, 0.03f);
                path[i] = new ControlPoint(Left + (h * (x + 0.1f - (style.Slant * y))), baseline + (h * y), false);
            }

            Stroke(PenPath.Trace(path), radius);
        }

        void Letter()
        {
            // One to three bowed strokes within the height of a letter: like some script, but none in particular.
            int strokes = 2 + random.NextInt(3);
            float wide = random.Between(0.35f, 0.9f);
            for (int s = 0; s < strokes; s++)
            {
                (float X, float Y)[] points = new (float, float)[2 + random.NextInt(3)];
                foreach (ref (float X, float Y) point in points.AsSpan())
                    point = (random.Between(0, wide), -random.Between(0, 0.9f));
                Curve(points);
            }
        }

        void Scribble()
        {
            (float X, float Y)[] points = new (float, float)[3 + random.NextInt(6)];
            float x = 0;
            foreach (ref (float X, float Y) point in points.AsSpan())
            {
                point = (x, -0.4f + random.Between(-0.3f, 0.3f));
                x += random.Between(0.03f, 0.25f);
            }

            Curve(points);
        }

        void Stroke(ReadOnlySpan<Vector2> line, float breadth) => Brush.Draw(plane, line, breadth);
    }
}
