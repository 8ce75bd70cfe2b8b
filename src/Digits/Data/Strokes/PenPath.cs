using System.Numerics;

namespace Digits.Data;

/// <summary>From the control points of a stroke to the polyline that the pen follows.</summary>
internal static class PenPath
{
    /// <summary>Distance between neighboring points of a polyline, in the skeleton's units.</summary>
    public const float Spacing = 3;

    /// <summary>A smooth curve through the points, broken at corners, as points <see cref="Spacing"/> apart.</summary>
    public static Vector2[] Trace(ReadOnlySpan<ControlPoint> points)
    {
        List<Vector2> curve = [new(points[0].X, points[0].Y)];
        int first = 0;
        for (int i = 1; i < points.Length; i++)
        {
            if (i < points.Length - 1 && !points[i].IsCorner)
                continue;
            TraceSmooth(points[first..(i + 1)], curve);
            first = i;
        }

        return Resample(curve);
    }

    /// <summary>Rounds corners and narrow turns, as a fast hand does; the ends stay where they are.</summary>
    public static void Smooth(Span<Vector2> line, int passes)
    {
        for (int pass = 0; pass < passes; pass++)
        {
            Vector2 before = line[0];
            for (int i = 1; i < line.Length - 1; i++)
            {
                Vector2 here = line[i];
                line[i] = (before + here + here + line[i + 1]) * 0.25f;
                before = here;
            }
        }
    }

    public static float Length(Vector2 v) => MathF.Sqrt(v.X * v.X + v.Y * v.Y);

    /// <summary>Centripetal Catmull-Rom (Yuksel, Schaefer and Keyser, 2011): no loops of its own where points lie close together.</summary>
    private static void TraceSmooth(ReadOnlySpan<ControlPoint> points, List<Vector2> curve)
    {
        for (int i = 0; i + 1 < points.Length; i++)
        {
            Vector2 p1 = At(points, i);
            Vector2 p2 = At(points, i + 1);
            Vector2 p0 = i > 0 ? At(points, i - 1) : p1 + p1 - p2;
            Vector2 p3 = i + 2 < points.Length ? At(points, i + 2) : p2 + p2 - p1;
            float t1 = Knot(p0, p1);
            float t2 = Knot(p1, p2);
            float t3 = Knot(p2, p3);
            Vector2 m1 = ((p1 - p0) * (1 / t1) - (p2 - p0) * (1 / (t1 + t2)) + (p2 - p1) * (1 / t2)) * t2;
            Vector2 m2 = ((p2 - p1) * (1 / t2) - (p3 - p1) * (1 / (t2 + t3)) + (p3 - p2) * (1 / t3)) * t2;
            int steps = 2 + (int)(Length(p2 - p1) * 0.3f);
            for (int k = 1; k <= steps; k++)
            {
                float t = (float)k / steps;
                float tt = t * t;
                float ttt = tt * t;
                curve.Add(p1 * (2 * ttt - 3 * tt + 1) + m1 * (ttt - 2 * tt + t) + p2 * (3 * tt - 2 * ttt) + m2 * (ttt - tt));
            }
        }
    }

    private static Vector2[] Resample(List<Vector2> curve)
    {
        float length = 0;
        for (int i = 1; i < curve.Count; i++)
            length += Length(curve[i] - curve[i - 1]);
        int pieces = Math.Max(2, (int)(length * (1 / Spacing) + 0.5f));
        float step = length / pieces;

        Vector2[] line = new Vector2[pieces + 1];
        line[0] = curve[0];
        line[pieces] = curve[^1];
        int filled = 1;
        float walked = 0;
        for (int i = 1; i < curve.Count && filled < pieces; i++)
        {
            Vector2 segment = curve[i] - curve[i - 1];
            float piece = Length(segment);
            for (; filled < pieces && filled * step <= walked + piece; filled++)
                line[filled] = curve[i - 1] + segment * ((filled * step - walked) / piece);
            walked += piece;
        }

        for (; filled < pieces; filled++)
            line[filled] = curve[^1];
        return line;
    }

    private static Vector2 At(ReadOnlySpan<ControlPoint> points, int i) => new(points[i].X, points[i].Y);

    private static float Knot(Vector2 a, Vector2 b) => MathF.Max(MathF.Sqrt(Length(b - a)), 0.5f);
}
