namespace Digits.Imaging;

/// <summary>
/// Makes planes smaller by a whole factor. Each new pixel is the mean of a square of old ones; at the right and lower edges of what is left of it.
/// </summary>
internal static class Reduction
{
    internal static GrayImage Reduce(GrayImage image, int factor)
    {
        if (factor == 1)
            return image;

        int width = (image.Width + factor - 1) / factor;
        int height = (image.Height + factor - 1) / factor;
        byte[] pixels = new byte[width * height];
        int[] sums = new int[width];
        for (int y = 0; y < height; y++)
        {
            Array.Clear(sums);
            int rows = Math.Min(factor, image.Height - (y * factor));
            for (int v = 0; v < rows; v++)
                AddRow(image.Row((y * factor) + v), sums, factor);
            for (int x = 0; x < width; x++)
            {
                int count = rows * Math.Min(factor, image.Width - (x * factor));
                pixels[(y * width) + x] = (byte)((sums[x] + (count / 2)) / count);
            }
        }

        return new GrayImage(width, height, pixels);
    }

    internal static Plane Reduce(Plane plane, int factor)
    {
        Plane reduced = new((plane.Width + factor - 1) / factor, (plane.Height + factor - 1) / factor);
        for (int y = 0; y < reduced.Height; y++)
        {
            int bottom = Math.Min((y + 1) * factor, plane.Height);
            for (int x = 0; x < reduced.Width; x++)
            {
                int right = Math.Min((x + 1) * factor, plane.Width);
                float sum = 0;
                for (int v = y * factor; v < bottom; v++)
                {
                    foreach (float value in plane.Row(v)[(x * factor)..right])
                        sum += value;
                }

                reduced.Values[(y * reduced.Width) + x] = sum / ((bottom - (y * factor)) * (right - (x * factor)));
            }
        }

        return reduced;
    }

    private static void AddRow(ReadOnlySpan<byte> row, int[] sums, int factor)
    {
        for (int x = 0; x < sums.Length; x++)
        {
            int sum = 0;
            foreach (byte pixel in row.Slice(x * factor, Math.Min(factor, row.Length - (x * factor))))
                sum += pixel;
            sums[x] += sum;
        }
    }
}
