using System.Numerics;

namespace Digits.Data;

/// <summary>A pen in a hand: how broad its line is at each point of a stroke, and how rough the ink's edge is.</summary>
internal sealed class Pen
{
    private readonly SeededRandom _random;
    private readonly float _unevenness;
    private readonly float _nib;
    private readonly float _taper;

    /// <summary>Picks up a random pen.</summary>
    /// <param name="random">Where this pen and hand come from.</param>
    /// <param name="breadth">How broad the digit's line is relative to the average digit's.</param>
    public Pen(SeededRandom random, float breadth)
    {
        _random = random;
        float z = (float)random.NextGaussian();
        Width = Math.Clamp(breadth * 2.45f * (1 + 0.27f * z + 0.045f * z * z), 1.3f, 5.5f);
        _unevenness = 0.04f + 0.1f * random.NextSingle();
        _nib = 0.12f * (float)random.NextGaussian();
        _taper = random.NextSingle() < 0.6f ? 0.45f * random.NextSingle() : 0;

        // Mostly a clean edge; now and then a dry or blotting pen, whose line frays and even breaks.
        float rough = random.NextSingle();
        rough *= rough;
        rough *= rough;
        Roughness = 0.15f + 0.25f * rough + 0.5f * rough * rough * rough;
    }

    /// <summary>The mean breadth of the line, in pixels of the finished image.</summary>
    public float Width { get; }

    /// <summary>How far the edge of the ink strays, in pixels of the finished image.</summary>
    public float Roughness { get; }

    /// <summary>Half the line's breadth at each point of a stroke, in pixels of the finished image.</summary>
    public float[] Press(ReadOnlySpan<Vector2> line)
    {
        const int Wave = 8;
        float[] radii = new float[line.Length];
        float from = 0;
        float to = Normal();
        float startTaper = _taper * _random.NextSingle();
        float endTaper = _taper * (0.5f + 0.5f * _random.NextSingle());
        for (int i = 0; i < line.Length; i++)
        {
            if (i % Wave == 0)
                (from, to) = (to, Normal());
            float t = (i % Wave) / (float)Wave;
            float pressure = 1 + _unevenness * (from + (to - from) * (t * t * (3 - 2 * t)));

            // A broad nib held at an angle: strokes along one diagonal come out broader than along the other.
            Vector2 direction = line[Math.Min(i + 1, line.Length - 1)] - line[Math.Max(i - 1, 0)];
            float square = MathF.Max(direction.X * direction.X + direction.Y * direction.Y, 1e-6f);
            pressure *= 1 + _nib * (2 * direction.X * direction.Y / square);

            pressure *= (1 - startTaper * Fade(i)) * (1 - endTaper * Fade(line.Length - 1 - i));
            radii[i] = 0.5f * Width * MathF.Max(pressure, 0.35f);
        }

        return radii;
    }

    private static float Fade(int fromEnd)
    {
        const int Reach = 7;
        float t = MathF.Max(0, 1 - fromEnd / (float)Reach);
        return t * t;
    }

    private float Normal() => (float)_random.NextGaussian();
}
