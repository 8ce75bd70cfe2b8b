using System.Numerics;

namespace Digits.Data;

/// <summary>
/// One person's hand at one moment: how a skeleton comes out on paper. It slants, narrows, bends and turns the whole digit,
/// misses the control points a little, rounds corners, and starts and ends strokes early or late.
/// </summary>
internal sealed class Handwriting
{
    private const float CenterX = 35;
    private const float CenterY = 50;

    private readonly SeededRandom _random;
    private readonly float _carelessness;
    private readonly bool _roundsCorners;
    private readonly int _haste;
    private readonly Vector2 _bendXX, _bendXY, _bendYY, _bendYYY;
    private readonly float _xx, _xy, _yx, _yy;

    /// <summary>A random hand, which goes on drawing from <paramref name="random"/> as it writes.</summary>
    public Handwriting(SeededRandom random)
    {
        _random = random;
        _carelessness = 1.5f + 3.5f * random.NextSingle();
        _roundsCorners = random.NextSingle() < 0.3f;
        _haste = random.NextInt(7);
        _bendXX = 4.5f * Normal2();
        _bendXY = 8.5f * Normal2();
        _bendYY = 7f * Normal2();
        _bendYYY = 4.5f * Normal2();

        float aspect = Math.Clamp(1.12f + 0.24f * Normal(), 0.6f, 2f);
        float slant = 0.15f + 0.25f * Normal();
        // A rotation by an angle whose half has this tangent: cosine and sine without a function that differs between platforms.
        float half = 0.05f * Normal();
        float cos = (1 - half * half) / (1 + half * half);
        float sin = 2 * half / (1 + half * half);
        _xx = cos * aspect;
        _xy = -cos * slant - sin;
        _yx = sin * aspect;
        _yy = cos - sin * slant;
    }

    /// <summary>The polylines of a skeleton written by this hand, one for each stroke, in the skeleton's units.</summary>
    public Vector2[][] Write(Skeleton skeleton)
    {
        const float Drift = 2;
        Vector2[][] lines = new Vector2[skeleton.Strokes.Length][];
        for (int s = 0; s < lines.Length; s++)
        {
            Vector2 drift = s > 0 ? Drift * Normal2() : default;
            Vector2[] line = PenPath.Trace(Miss(skeleton.Strokes[s], drift));
            PenPath.Smooth(line, _haste);
            MoveEnds(line);
            foreach (ref Vector2 point in line.AsSpan())
                point = Place(point);
            lines[s] = line;
        }

        return lines;
    }

    /// <summary>The control points as the hand hits them. One that is off at one point is off in much the same way at the next.</summary>
    private ControlPoint[] Miss(ReadOnlySpan<ControlPoint> points, Vector2 drift)
    {
        ControlPoint[] hit = new ControlPoint[points.Length];
        Vector2 miss = Normal2();
        for (int p = 0; p < points.Length; p++)
        {
            Vector2 off = drift + _carelessness * miss;
            hit[p] = new ControlPoint(points[p].X + off.X, points[p].Y + off.Y, points[p].IsCorner && !_roundsCorners);
            miss = 0.6f * miss + 0.8f * Normal2();
        }

        return hit;
    }

    /// <summary>Lengthens or shortens a stroke at both ends, along its own direction there.</summary>
    private void MoveEnds(Span<Vector2> line)
    {
        const float Deviation = 3.5f;
        Stretch(line, Deviation * Normal());
        line.Reverse();
        Stretch(line, Deviation * Normal());
        line.Reverse();
    }

    private static void Stretch(Span<Vector2> line, float by)
    {
        const int Reach = 4;
        if (line.Length <= 2 * Reach)
            return;
        Vector2 direction = line[0] - line[Reach];
        direction *= by / MathF.Max(PenPath.Length(direction), 1);
        for (int i = 0; i < Reach; i++)
            line[i] += direction * ((Reach - i) / (float)Reach);
    }

    private Vector2 Place(Vector2 point)
    {
        float u = (point.X - CenterX) / CenterY;
        float v = (point.Y - CenterY) / CenterY;
        Vector2 bent = point + _bendXX * (u * u) + _bendXY * (u * v) + _bendYY * (v * v) + _bendYYY * (v * v * v);
        return new Vector2(_xx * bent.X + _xy * bent.Y, _yx * bent.X + _yy * bent.Y);
    }

    private float Normal() => (float)_random.NextGaussian();

    private Vector2 Normal2() => new(Normal(), Normal());
}
