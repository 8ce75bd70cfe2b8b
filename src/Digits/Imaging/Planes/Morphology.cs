using System.Numerics.Tensors;

namespace Digits.Imaging;

/// <summary>
/// Gray closing by a square: dark parts that are narrower than the square vanish, edges between broad bright and broad dark parts stay where they are.
/// </summary>
internal static class Morphology
{
    /// <summary>Closes a plane. Beyond its edge lie the pixels of the edge again, so that what is dark along the edge stays.</summary>
    /// <param name="plane">The plane; small, as the work grows with the radius.</param>
    /// <param name="radius">Half the side of the square, less the pixel in its middle.</param>
    internal static Plane Close(Plane plane, int radius)
    {
        int margin = 2 * radius;
        Plane wide = new(plane.Width + (2 * margin), plane.Height + (2 * margin));
        for (int y = 0; y < wide.Height; y++)
        {
            Span<float> from = plane.Row(Math.Clamp(y - margin, 0, plane.Height - 1)), to = wide.Row(y);
            to[..margin].Fill(from[0]);
            from.CopyTo(to[margin..]);
            to[^margin..].Fill(from[^1]);
        }

        wide = Extreme(Extreme(wide, radius, 1), radius, -1);
        Plane closed = new(plane.Width, plane.Height);
        for (int y = 0; y < plane.Height; y++)
            wide.Row(y + margin).Slice(margin, plane.Width).CopyTo(closed.Row(y));
        return closed;
    }

    /// <summary>The greatest value (<paramref name="sign"/> 1) or the least (-1) in the square around each pixel.</summary>
    private static Plane Extreme(Plane plane, int radius, int sign)
    {
        (int width, int height) = (plane.Width, plane.Height);
        float[] across = new float[width * height];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<float> from = plane.Row(y);
            for (int x = 0; x < width; x++)
            {
                int left = Math.Max(0, x - radius), right = Math.Min(width, x + radius + 1);
                across[(y * width) + x] = sign > 0 ? TensorPrimitives.Max(from[left..right]) : -TensorPrimitives.Min(from[left..right]);
            }
        }

        Plane result = new(width, height);
        for (int y = 0; y < height; y++)
        {
            Span<float> row = result.Row(y);
            row.Fill(float.NegativeInfinity);
            for (int v = Math.Max(0, y - radius); v <= Math.Min(height - 1, y + radius); v++)
                TensorPrimitives.Max(row, across.AsSpan(v * width, width), row);
            TensorPrimitives.Multiply(row, sign, row);
        }

        return result;
    }
}
