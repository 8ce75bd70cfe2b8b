using System.Numerics;

namespace Digits.Data;

/// <summary>Draws strokes on a sheet of ink.</summary>
internal static class Brush
{
    /// <summary>Draws a polyline with round ends.</summary>
    /// <param name="plane">The sheet; what lies beyond its edges is lost.</param>
    /// <param name="line">The points, in pixels.</param>
    /// <param name="radius">Half the line's breadth at a point, by the point's number.</param>
    /// <param name="strength">The ink of the line, 0 to 1.</param>
    public static void Draw(InkPlane plane, ReadOnlySpan<Vector2> line, ReadOnlySpan<float> radius, float strength = 1)
    {
        for (int i = 0; i + 1 < line.Length; i++)
            Segment(plane, line[i], line[i + 1], radius[i], radius[i + 1], strength);
    }

    /// <summary>Draws a polyline of one breadth.</summary>
    public static void Draw(InkPlane plane, ReadOnlySpan<Vector2> line, float radius, float strength = 1)
    {
        for (int i = 0; i + 1 < line.Length; i++)
            Segment(plane, line[i], line[i + 1], radius, radius, strength);
    }

    private static void Segment(InkPlane plane, Vector2 a, Vector2 b, float radiusA, float radiusB, float strength)
    {
        float reach = MathF.Max(radiusA, radiusB) + 1;
        int left = Math.Max(0, (int)(MathF.Min(a.X, b.X) - reach));
        int right = Math.Min(plane.Width - 1, (int)(MathF.Max(a.X, b.X) + reach));
        int top = Math.Max(0, (int)(MathF.Min(a.Y, b.Y) - reach));
        int bottom = Math.Min(plane.Height - 1, (int)(MathF.Max(a.Y, b.Y) + reach));
        Vector2 along = b - a;
        float inverse = 1 / MathF.Max((along.X * along.X) + (along.Y * along.Y), 1e-6f);
        for (int y = top; y <= bottom; y++)
        {
            Span<float> row = plane.Row(y);
            float py = y + 0.5f - a.Y;
            for (int x = left; x <= right; x++)
            {
                float px = x + 0.5f - a.X;
                float t = Math.Clamp(((px * along.X) + (py * along.Y)) * inverse, 0, 1);
                float dx = px - (t * along.X);
                float dy = py - (t * along.Y);
                float depth = radiusA + ((radiusB - radiusA) * t) + 0.5f - MathF.Sqrt((dx * dx) + (dy * dy));
                if (depth > 0)
                    row[x] = MathF.Max(row[x], strength * MathF.Min(depth, 1));
            }
        }
    }
}
