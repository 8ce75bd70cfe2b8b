using System.Numerics;

namespace Digits.Data;

/// <summary>A smooth random field over a digit's frame: by how much each point strays.</summary>
internal readonly struct Wobble
{
    private const int Cells = 4;
    private const float CellSide = (float)WrittenDigit.Side / Cells;

    private readonly Vector2[] _corners;

    /// <summary>Draws a field of a standard deviation.</summary>
    public Wobble(SeededRandom random, float deviation)
    {
        _corners = new Vector2[(Cells + 1) * (Cells + 1)];
        foreach (ref Vector2 corner in _corners.AsSpan())
            corner = new Vector2(random.Normal(0, deviation), random.Normal(0, deviation));
    }

    /// <summary>The field at a point of the frame.</summary>
    public Vector2 At(float x, float y)
    {
        float u = x / CellSide, v = y / CellSide;
        int left = Math.Clamp((int)u, 0, Cells - 1), top = Math.Clamp((int)v, 0, Cells - 1);
        float fx = Ease(u - left), fy = Ease(v - top);
        int at = (top * (Cells + 1)) + left;
        Vector2 upper = Vector2.Lerp(_corners[at], _corners[at + 1], fx);
        Vector2 lower = Vector2.Lerp(_corners[at + Cells + 1], _corners[at + Cells + 2], fx);
        return Vector2.Lerp(upper, lower, fy);
    }

    private static float Ease(float t) => t * t * (3 - (2 * t));
}
