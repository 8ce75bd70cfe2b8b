namespace Digits.Data;

/// <summary>The damage of JPEG: blocks of 8x8 whose frequencies are rounded, the higher ones more coarsely (ITU-T T.81, annex K.1).</summary>
internal static class Jpeg
{
    private const int Side = 8;

    private static readonly float[] _basis = Basis();

    private static readonly byte[] _steps =
    [
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
    ];

    /// <summary>Rounds a plane's blocks in place. What is left over at the right and below stays as it is.</summary>
    /// <param name="plane">Values around 0 to 1.</param>
    /// <param name="coarseness">A factor of the standard's steps, where 1 is about quality 50 for values of 0 to 16.</param>
    public static void Compress(InkPlane plane, float coarseness)
    {
        Span<float> block = stackalloc float[Side * Side];
        Span<float> other = stackalloc float[Side * Side];
        for (int top = 0; top + Side <= plane.Height; top += Side)
        {
            for (int left = 0; left + Side <= plane.Width; left += Side)
            {
                for (int y = 0; y < Side; y++)
                    plane.Row(top + y).Slice(left, Side).CopyTo(block[(y * Side)..]);
                Turn(block, other, forward: true);
                Turn(other, block, forward: true);
                for (int i = 0; i < block.Length; i++)
                {
                    float step = coarseness * _steps[i] * 0.06f;
                    block[i] = MathF.Round(block[i] / step) * step;
                }

                Turn(block, other, forward: false);
                Turn(other, block, forward: false);
                for (int y = 0; y < Side; y++)
                    block.Slice(y * Side, Side).CopyTo(plane.Row(top + y)[left..]);
            }
        }
    }

    /// <summary>The cosine transform of each row, or its inverse, written as a column: twice done, both ways are.</summary>
    private static void Turn(ReadOnlySpan<float> from, Span<float> to, bool forward)
    {
        for (int y = 0; y < Side; y++)
        {
            for (int k = 0; k < Side; k++)
            {
                float sum = 0;
                for (int x = 0; x < Side; x++)
                    sum += from[(y * Side) + x] * (forward ? _basis[(k * Side) + x] : _basis[(x * Side) + k]);
                to[(k * Side) + y] = sum;
            }
        }
    }

    private static float[] Basis()
    {
        float[] basis = new float[Side * Side];
        for (int k = 0; k < Side; k++)
        {
            for (int x = 0; x < Side; x++)
                basis[(k * Side) + x] = (float)(Math.Cos(((2 * x) + 1) * k * Math.PI / 16) * (k == 0 ? Math.Sqrt(0.125) : 0.5));
        }

        return basis;
    }
}
