namespace Digits.Imaging;

/// <summary>Fills a mask from some pixels to their neighbors at the sides, and on.</summary>
internal static class FloodFill
{
    /// <summary>Fills.</summary>
    /// <param name="mask">Where the answer is yes nothing is filled again; receives yes wherever something is.</param>
    /// <param name="starts">Indices of pixels to begin with.</param>
    /// <param name="passes">Whether the filling goes from a pixel to a neighbor, both by index.</param>
    /// <returns>All that was filled, the starts among it.</returns>
    internal static List<int> From(Mask mask, int[] starts, Func<int, int, bool> passes)
    {
        List<int> filled = [.. starts];
        foreach (int start in starts)
            mask.Values[start] = true;
        for (int i = 0; i < filled.Count; i++)
        {
            int at = filled[i];
            int x = at % mask.Width;
            Try(at, at - 1, x > 0);
            Try(at, at + 1, x < mask.Width - 1);
            Try(at, at - mask.Width, at >= mask.Width);
            Try(at, at + mask.Width, at + mask.Width < mask.Values.Length);
        }

        return filled;

        void Try(int from, int next, bool isInside)
        {
            if (!isInside || mask.Values[next] || !passes(from, next))
                return;
            mask.Values[next] = true;
            filled.Add(next);
        }
    }
}
