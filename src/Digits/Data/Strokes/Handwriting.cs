using System.Numerics;

namespace Digits.Data;

/// <summary>
/// One person's hand at one moment: how a skeleton comes out on paper. It slants, narrows, bends and turns the whole digit,
/// misses the control points a little, rounds corners, and starts and ends strokes early or late.
/// </summary>
internal sealed class Handwriting
{
    private const float Centre = 50;

    private readonly SeededRandom _random;
    private readonly float _wobble;
    private readonly float _cornerRounding;
    private readonly int _smoothing;
    private readonly float _carelessEnds;
    private readonly Vector2 _bendXX, _bendXY, _bendYY, _bendYYY;
    private readonly float _xx, _xy, _yx, _yy;

    public Handwriting(SeededRandom random)
    {
        _random = random;
        _wobble = 1.5f + 3.5f * random.NextSingle();
        _cornerRounding = random.NextSingle() < 0.3f ? 1 : 0;
        _smoothing = random.NextInt(7);
        _carelessEnds = 3.5f;
        _bendXX = Bend(4.5f);
        _bendXY = Bend(8.5f);
        _bendYY = Bend(7f);
        _bendYYY = Bend(4.5f);

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
        Vector2[][] lines = new Vector2[skeleton.Strokes.Length][];
        for (int s = 0; s < lines.Length; s++)
        {
            ControlPoint[] points = skeleton.Strokes[s];
            Vector2 drift = lines.Length > 1 ? new Vector2(Normal(), Normal()) * 2f : default;
            Vector2 miss = new(Normal(), Normal());
            for (int p = 0; p < points.Length; p++)
            {
                points[p] = new ControlPoint(
                    points[p].X + drift.X + _wobble * miss.X,
                    points[p].Y + drift.Y + _wobble * miss.Y,
                    points[p].IsCorner && _cornerRounding == 0);
                // A hand that is off at one point is off in the same way at the next.
                miss = miss * 0.6f + new Vector2(Normal(), Normal()) * 0.8f;
            }

            lines[s] = PenPath.Trace(points);
            PenPath.Smooth(lines[s], _smoothing);
            MoveEnds(lines[s]);
            foreach (ref Vector2 point in lines[s].AsSpan())
                point = Place(point);
        }

        return lines;
    }

    /// <summary>Lengthens or shortens a stroke at both ends, along its own direction there.</summary>
    private void MoveEnds(Span<Vector2> line)
    {
        Stretch(line, _carelessEnds * Normal());
        line.Reverse();
        Stretch(line, _carelessEnds * Normal());
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
        float u = (point.X - Centre * 0.7f) / Centre;
        float v = (point.Y - Centre) / Centre;
        Vector2 bent = point + _bendXX * (u * u) + _bendXY * (u * v) + _bendYY * (v * v) + _bendYYY * (v * v * v);
        return new Vector2(_xx * bent.X + _xy * bent.Y, _yx * bent.X + _yy * bent.Y);
    }

    private Vector2 Bend(float deviation) => new(deviation * Normal(), deviation * Normal());

    private float Normal() => (float)_random.NextGaussian();
}
