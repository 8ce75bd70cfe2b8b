using Digits.Data;

namespace Digits.Photographs;

/// <summary>Smooth random surfaces from -1 to 1, the same for the same seed: value noise on a lattice that repeats after 256 cells.</summary>
internal sealed class Noise
{
    private const int Cells = 256;
    private readonly float[] _lattice = new float[Cells * Cells];

    public Noise(SeededRandom random)
    {
        foreach (ref float value in _lattice.AsSpan())
            value = 2 * random.NextSingle() - 1;
    }

    /// <summary>One octave: a new value for each cell of side 1, smooth between them.</summary>
    public float At(float x, float y)
    {
        int left = (int)MathF.Floor(x);
        int top = (int)MathF.Floor(y);
        float tx = Ease(x - left);
        float ty = Ease(y - top);
        int row = (top & (Cells - 1)) * Cells;
        int next = ((top + 1) & (Cells - 1)) * Cells;
        int a = left & (Cells - 1);
        int b = (left + 1) & (Cells - 1);
        float upper = _lattice[row + a] + (_lattice[row + b] - _lattice[row + a]) * tx;
        float lower = _lattice[next + a] + (_lattice[next + b] - _lattice[next + a]) * tx;
        return upper + (lower - upper) * ty;
    }

    /// <summary>Octaves, each twice as fine and half as strong.</summary>
    public float Fractal(float x, float y, int octaves)
    {
        float sum = 0;
        float strength = 0.5f;
        for (int i = 0; i < octaves; i++)
        {
            sum += strength * At(x, y);
            x = x * 2 + 17.3f;
            y = y * 2 + 5.1f;
            strength *= 0.5f;
        }

        return sum;
    }

    /// <summary>One random value a pixel, without a relation between neighbors.</summary>
    public float Grain(int x, int y)
    {
        int shift = (y >> 8) * 57 + (x >> 8) * 101;
        return _lattice[((y + shift) & (Cells - 1)) * Cells + ((x + shift * 3) & (Cells - 1))];
    }

    private static float Ease(float t) => t * t * (3 - 2 * t);
}
