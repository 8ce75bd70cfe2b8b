using System.Numerics;

namespace Digits.Data;

/// <summary>
/// A sheet of <see cref="Side"/> x <see cref="Side"/> pixels on which lines of changing breadth are drawn at
/// <see cref="Detail"/> times that resolution. One instance serves one thread, again and again.
/// </summary>
internal sealed class InkCanvas
{
    /// <summary>Width and height in finished pixels: MNIST's box of 20 and a margin of 2 for what strays.</summary>
    public const int Side = 24;

    private const int Detail = 4;
    private const int Fine = Side * Detail;

    private readonly float[] _ink = new float[Fine * Fine];
    private readonly float[] _rough = new float[Fine * Fine];

    /// <summary>Takes a clean sheet whose grain lets the ink's edge stray by about <paramref name="roughness"/> finished pixels.</summary>
    public void Clear(float roughness, SeededRandom random)
    {
        Array.Clear(_ink);
        const int Cells = Fine / Detail + 1;
        Span<float> grain = stackalloc float[Cells * Cells];
        foreach (ref float g in grain)
            g = (2 * random.NextSingle() - 1) * roughness * Detail;
        for (int y = 0; y < Fine; y++)
        {
            int cellY = y / Detail;
            float ty = y % Detail * (1f / Detail);
            for (int cellX = 0; cellX < Cells - 1; cellX++)
            {
                int g = cellY * Cells + cellX;
                float left = grain[g] + (grain[g + Cells] - grain[g]) * ty;
                float right = grain[g + 1] + (grain[g + Cells + 1] - grain[g + 1]) * ty;
                float slope = (right - left) * (1f / Detail);
                for (int k = 0; k < Detail; k++)
                    _rough[y * Fine + cellX * Detail + k] = left + slope * k;
            }
        }
    }

    /// <summary>Draws a polyline; points and radii in finished pixels.</summary>
    public void Draw(ReadOnlySpan<Vector2> line, ReadOnlySpan<float> radii)
    {
        for (int i = 0; i + 1 < line.Length; i++)
            DrawSegment(line[i] * Detail, line[i + 1] * Detail, radii[i] * Detail, radii[i + 1] * Detail);
    }

    /// <summary>The share of each finished pixel that is inked, 0 to 1, <c>[Side, Side]</c>.</summary>
    public void Reduce(Span<float> coverage)
    {
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                float sum = 0;
                for (int dy = 0; dy < Detail; dy++)
                {
                    ReadOnlySpan<float> row = _ink.AsSpan((y * Detail + dy) * Fine + x * Detail, Detail);
                    foreach (float ink in row)
                        sum += ink;
                }

                coverage[y * Side + x] = sum * (1f / (Detail * Detail));
            }
        }
    }

    private void DrawSegment(Vector2 a, Vector2 b, float radiusA, float radiusB)
    {
        float reach = MathF.Max(radiusA, radiusB) + 2;
        int left = Math.Max(0, (int)(MathF.Min(a.X, b.X) - reach));
        int right = Math.Min(Fine - 1, (int)(MathF.Max(a.X, b.X) + reach));
        int top = Math.Max(0, (int)(MathF.Min(a.Y, b.Y) - reach));
        int bottom = Math.Min(Fine - 1, (int)(MathF.Max(a.Y, b.Y) + reach));
        Vector2 along = b - a;
        float inverse = 1 / MathF.Max(along.X * along.X + along.Y * along.Y, 1e-6f);
        for (int y = top; y <= bottom; y++)
        {
            float py = y + 0.5f - a.Y;
            for (int x = left; x <= right; x++)
            {
                float px = x + 0.5f - a.X;
                float t = Math.Clamp((px * along.X + py * along.Y) * inverse, 0, 1);
                float dx = px - t * along.X;
                float dy = py - t * along.Y;
                int at = y * Fine + x;
                float depth = radiusA + (radiusB - radiusA) * t + _rough[at] - MathF.Sqrt(dx * dx + dy * dy);
                if (depth > -0.5f)
                    _ink[at] = MathF.Max(_ink[at], MathF.Min(depth + 0.5f, 1));
            }
        }
    }
}
