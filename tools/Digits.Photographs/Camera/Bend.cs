using Digits.Data;

namespace Digits.Photographs;

/// <summary>How a page bends: a wave along it, a spine at one side, or a corner that curls. What is written moves, and the light changes.</summary>
/// <param name="Wave">Height of the wave as a share of the page's width.</param>
/// <param name="Length">Waves across the page.</param>
/// <param name="Phase">Where the wave begins.</param>
/// <param name="Spine">How far the rows bend at the spine, as a share of the page's width.</param>
/// <param name="IsLeft">Whether the spine is on the left.</param>
internal sealed record Bend(float Wave, float Length, float Phase, float Spine, bool IsLeft)
{
    public static Bend None { get; } = new(0, 1, 0, 0, true);

    public static Bend Draw(SeededRandom random, float most) => random.NextInt(3) switch
    {
        0 => None,
        1 => new Bend(most * random.Between(0.1f, 0.5f), random.Between(0.4f, 1), random.Between(0, 6), 0, true),
        _ => new Bend(0, 1, 0, most * random.Between(0.5f, 1.6f), random.Chance(0.5f)),
    };

    /// <summary>How far a point is moved down the page, as a share of the width; <paramref name="t"/> goes from 0 at the left to 1.</summary>
    public float Shift(float t) => Wave * MathF.Sin(2 * MathF.PI * Length * t + Phase) + Spine * MathF.Exp(-5 * FromSpine(t));

    /// <summary>How bright the page is there, 1 where it lies flat.</summary>
    public float Shade(float t)
    {
        float slope = Wave * 2 * MathF.PI * Length * MathF.Cos(2 * MathF.PI * Length * t + Phase) - 5 * Spine * MathF.Exp(-5 * FromSpine(t));
        return Math.Clamp(1 + (IsLeft ? 1.2f : 0.9f) * slope, 0.35f, 1.25f);
    }

    private float FromSpine(float t) => MathF.Max(0, IsLeft ? t : 1 - t);
}
