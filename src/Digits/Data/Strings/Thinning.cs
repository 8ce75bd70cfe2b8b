namespace Digits.Data;

/// <summary>
/// Thins shapes to lines of one pixel that keep their connections (Zhang and Suen, "A fast parallel algorithm for thinning digital patterns", 1984).
/// </summary>
internal static class Thinning
{
    private static readonly bool[] _first = Table(firstPass: true);
    private static readonly bool[] _second = Table(firstPass: false);

    /// <summary>Thins in place. The outermost pixels must be empty.</summary>
    /// <param name="shape">1 for the shape and 0 elsewhere, <c>[side, side]</c>.</param>
    /// <param name="side">Width and height.</param>
    public static void Thin(Span<byte> shape, int side)
    {
        Span<int> around = [-side, -side + 1, 1, side + 1, side, side - 1, -1, -side - 1];
        List<int> gone = [];
        int removed;
        do
        {
            removed = 0;
            foreach (bool[] table in (ReadOnlySpan<bool[]>)[_first, _second])
            {
                gone.Clear();
                for (int i = side + 1; i < shape.Length - side - 1; i++)
                {
                    if (shape[i] == 0)
                        continue;

                    int neighbors = 0;
                    for (int k = 0; k < 8; k++)
                        neighbors |= shape[i + around[k]] << k;
                    if (table[neighbors])
                        gone.Add(i);
                }

                foreach (int i in gone)
                    shape[i] = 0;
                removed += gone.Count;
            }
        }
        while (removed > 0);
    }

    /// <summary>For each pattern of the eight neighbors, clockwise from above, whether the pixel in the middle goes.</summary>
    private static bool[] Table(bool firstPass)
    {
        bool[] goes = new bool[256];
        for (int pattern = 0; pattern < 256; pattern++)
        {
            int set = 0, rises = 0;
            for (int k = 0; k < 8; k++)
            {
                int here = pattern >> k & 1;
                set += here;
                rises += here == 0 && (pattern >> ((k + 1) % 8) & 1) == 1 ? 1 : 0;
            }

            bool above = (pattern & 1) > 0, right = (pattern & 4) > 0, below = (pattern & 16) > 0, left = (pattern & 64) > 0;
            bool open = firstPass ? !(above && right && below) && !(right && below && left) : !(above && right && left) && !(above && below && left);
            goes[pattern] = set is >= 2 and <= 6 && rises == 1 && open;
        }

        return goes;
    }
}
