using System.Numerics;

namespace Digits.Data;

/// <summary>A short straight stroke at a side of a picture, as a ruled line, a box or a neighbor leaves behind where a digit is cut out.</summary>
internal static class IntrudingStroke
{
    /// <summary>Draws one at a random side, as bright as ink.</summary>
    /// <param name="image">The image, <c>[rows, columns]</c>, 0 to 1.</param>
    /// <param name="rows">Its height.</param>
    /// <param name="columns">Its width.</param>
    /// <param name="random">Where the stroke comes from.</param>
    internal static void Draw(Span<float> image, int rows, int columns, SeededRandom random)
    {
        // Along the side from 0 to 1, and away from it in pixels: at most a quarter of the picture, mostly less.
        int side = random.NextInt(4);
        float from = random.NextSingle();
        float to = Math.Clamp(from + (0.2f + (0.6f * random.NextSingle())) * (random.NextInt(2) == 0 ? 1 : -1), 0, 1);
        float depth = 0.25f * Math.Min(rows, columns) * random.NextSingle();
        float slope = 3 * (random.NextSingle() - 0.5f);
        float radius = 0.5f + (0.8f * random.NextSingle());
        Vector2 start = Place(side, from, depth, rows, columns);
        Vector2 along = Place(side, to, depth + slope, rows, columns) - start;
        float square = MathF.Max((along.X * along.X) + (along.Y * along.Y), 1e-6f);
        for (int i = 0; i < image.Length; i++)
        {
            Vector2 here = new Vector2(i % columns, i / columns) - start;
            float t = Math.Clamp(((here.X * along.X) + (here.Y * along.Y)) / square, 0, 1);
            Vector2 off = here - (t * along);
            float ink = radius + 0.5f - MathF.Sqrt((off.X * off.X) + (off.Y * off.Y));
            if (ink > 0)
                image[i] = MathF.Max(image[i], MathF.Min(ink, 1));
        }
    }

    private static Vector2 Place(int side, float along, float depth, int rows, int columns) => side switch
    {
        0 => new Vector2(depth, along * (rows - 1)),
        1 => new Vector2(columns - 1 - depth, along * (rows - 1)),
        2 => new Vector2(along * (columns - 1), depth),
        _ => new Vector2(along * (columns - 1), rows - 1 - depth),
    };
}
