namespace Digits.Data;

/// <summary>
/// <c>canny_edges</c>: only the outline is left, one pixel wide and white on black (Canny, "A Computational Approach to Edge Detection", 1986).
/// </summary>
/// <remarks>
/// As published: smoothed by 1 pixel; gradients by Sobel's operator without a factor; an edge is followed from where its gradient is 0.2 or more as long as
/// it is 0.1 or more.
/// </remarks>
internal static class CannyEdges
{
    private const float Sigma = 1;
    private const float Low = 0.1f;
    private const float High = 0.2f;

    internal static void Apply(PixelPlane image, SeededRandom random)
    {
        GaussianBlur.Apply(image, Sigma * image.Unit);
        float[] gradient = new float[image.Pixels.Length];
        float[] across = new float[image.Pixels.Length];
        float[] down = new float[image.Pixels.Length];
        ForEachInner(image, at =>
        {
            across[at] = Sobel(image.Pixels, at, image.Columns, 1);
            down[at] = Sobel(image.Pixels, at, 1, image.Columns);
            gradient[at] = MathF.Sqrt(across[at] * across[at] + down[at] * down[at]);
        });

        Array.Clear(image.Pixels);
        Stack<int> open = new();
        ForEachInner(image, at =>
        {
            if (gradient[at] < High || image.Pixels[at] > 0 || !IsRidge(gradient, across[at], down[at], at, image.Columns))
                return;
            image.Pixels[at] = 1;
            open.Push(at);
            while (open.TryPop(out int edge))
                Follow(edge);
        });

        void Follow(int edge)
        {
            for (int row = -1; row <= 1; row++)
            {
                for (int column = -1; column <= 1; column++)
                {
                    // Pixels on the image's border have no gradient and so end every edge.
                    int at = edge + row * image.Columns + column;
                    if (gradient[at] < Low || image.Pixels[at] > 0 || !IsRidge(gradient, across[at], down[at], at, image.Columns))
                        continue;
                    image.Pixels[at] = 1;
                    open.Push(at);
                }
            }
        }
    }

    private static void ForEachInner(PixelPlane image, Action<int> action)
    {
        for (int row = 1; row < image.Rows - 1; row++)
        {
            for (int column = 1; column < image.Columns - 1; column++)
                action(row * image.Columns + column);
        }
    }

    /// <summary>
    /// The difference of the pixels one step <paramref name="along"/> ahead and behind, smoothed over those one step <paramref name="aside"/>.
    /// </summary>
    private static float Sobel(float[] pixels, int at, int aside, int along) =>
        pixels[at + along - aside] - pixels[at - along - aside]
        + 2 * (pixels[at + along] - pixels[at - along])
        + pixels[at + along + aside] - pixels[at - along + aside];

    /// <summary>Whether the gradient is no larger one step ahead or behind in its own direction; between two neighbors it is taken to be linear.</summary>
    private static bool IsRidge(float[] gradient, float across, float down, int at, int columns)
    {
        int stepX = across < 0 ? -1 : 1;
        int stepY = down < 0 ? -columns : columns;
        bool isFlat = MathF.Abs(across) >= MathF.Abs(down);
        int straight = isFlat ? stepX : stepY;
        float slant = isFlat ? MathF.Abs(down / across) : MathF.Abs(across / down);
        float ahead = Between(gradient[at + straight], gradient[at + stepX + stepY]);
        float behind = Between(gradient[at - straight], gradient[at - stepX - stepY]);
        return gradient[at] >= ahead && gradient[at] >= behind;

        float Between(float beside, float diagonal) => beside + (diagonal - beside) * slant;
    }
}
