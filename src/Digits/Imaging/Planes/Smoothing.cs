namespace Digits.Imaging;

/// <summary>Takes the grain out of a plane.</summary>
internal static class Smoothing
{
    /// <summary>Each pixel becomes the mean of the 3x3 around it, weighted 1 2 1 each way; at the edges the edge is repeated.</summary>
    internal static Plane Binomial(Plane plane)
    {
        (int width, int height) = (plane.Width, plane.Height);
        Plane across = new(width, height), result = new(width, height);
        for (int y = 0; y < height; y++)
        {
            Span<float> from = plane.Row(y), to = across.Row(y);
            for (int x = 0; x < width; x++)
                to[x] = (0.25f * (from[Math.Max(0, x - 1)] + from[Math.Min(width - 1, x + 1)])) + (0.5f * from[x]);
        }

        for (int y = 0; y < height; y++)
        {
            Span<float> above = across.Row(Math.Max(0, y - 1)), here = across.Row(y), below = across.Row(Math.Min(height - 1, y + 1)), to = result.Row(y);
            for (int x = 0; x < width; x++)
                to[x] = (0.25f * (above[x] + below[x])) + (0.5f * here[x]);
        }

        return result;
    }
}
