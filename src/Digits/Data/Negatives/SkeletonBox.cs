using System.Numerics;

namespace Digits.Data;

/// <summary>Brings strokes of any size to that of a digit's skeleton.</summary>
internal static class SkeletonBox
{
    /// <summary>Strokes in a box of 100 units, its height against its width nearly as drawn.</summary>
    public static Skeleton Fill(ControlPoint[][] strokes, SeededRandom random)
    {
        Vector2 low = new(float.MaxValue);
        Vector2 high = new(float.MinValue);
        foreach (ControlPoint point in strokes.SelectMany(stroke => stroke))
        {
            low = Vector2.Min(low, new Vector2(point.X, point.Y));
            high = Vector2.Max(high, new Vector2(point.X, point.Y));
        }

        Vector2 size = Vector2.Max(high - low, new Vector2(1));
        float scale = 100 / MathF.Max(size.X, size.Y);
        Vector2 scales = new Vector2(0.8f + (0.4f * random.NextSingle()), 0.8f + (0.4f * random.NextSingle())) * scale;
        Vector2 shift = new Vector2(35, 50) - ((low + high) * 0.5f * scales);
        return new Skeleton([.. strokes.Select(stroke => Array.ConvertAll(stroke, point => Place(point, scales, shift)))]);
    }

    private static ControlPoint Place(ControlPoint point, Vector2 scales, Vector2 shift) =>
        new((point.X * scales.X) + shift.X, (point.Y * scales.Y) + shift.Y, point.IsCorner);
}
