namespace Digits.Photographs;

/// <summary>Thins ink to its middle line of one pixel's breadth (Zhang and Suen, 1984).</summary>
internal static class Thinning
{
    public static bool[] Thin(bool[] ink, int width, int height)
    {
        bool[] thin = [.. ink];
        for (int i = 0; i < thin.Length; i++)
            thin[i] &= i >= width && i < thin.Length - width && i % width != 0 && i % width != width - 1;
        int[] around = [-width, -width + 1, 1, width + 1, width, width - 1, -1, -width - 1];
        List<int> gone = [];
        do
        {
            gone.Clear();
            for (int half = 0; half < 2; half++)
            {
                int before = gone.Count;
                for (int i = width; i < thin.Length - width; i++)
                {
                    if (thin[i] && IsSpare(thin, i, around, half))
                        gone.Add(i);
                }

                foreach (int i in gone[before..])
                    thin[i] = false;
            }
        }
        while (gone.Count > 0);
        return thin;
    }

    private static bool IsSpare(bool[] ink, int at, int[] around, int half)
    {
        int neighbors = 0;
        int edges = 0;
        for (int k = 0; k < 8; k++)
        {
            bool here = ink[at + around[k]];
            neighbors += here ? 1 : 0;
            edges += !here && ink[at + around[(k + 1) % 8]] ? 1 : 0;
        }

        if (neighbors is < 2 or > 6 || edges != 1)
            return false;
        bool north = ink[at + around[0]], east = ink[at + around[2]], south = ink[at + around[4]], west = ink[at + around[6]];
        return half == 0 ? !(north && east && south) && !(east && south && west) : !(north && east && west) && !(north && south && west);
    }
}
