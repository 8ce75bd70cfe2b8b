namespace Digits.Imaging;

/// <summary>
/// Scales pictures of bytes to the bit as Pillow's bilinear <c>resize</c> does, which torchvision's <c>Resize</c> calls: each new pixel is a mean weighted by a
/// triangle, as wide as two old pixels where the picture grows, and as two new ones where it shrinks. First rows, then columns, each rounded to bytes.
/// </summary>
internal static class BilinearResampling
{
    /// <summary>Pillow's weights are whole multiples of this fraction.</summary>
    private const int One = 1 << 22;

    /// <summary>Pictures one after another, <c>[N, rows, columns]</c>, at another size, at which an array holds them.</summary>
    internal static byte[] Resize(ReadOnlySpan<byte> pictures, int rows, int columns, int newRows, int newColumns)
    {
        Window[] across = Windows(columns, newColumns);
        Window[] down = Windows(rows, newRows);
        int count = pictures.Length / (rows * columns);
        byte[] result = new byte[count * newRows * newColumns];
        byte[] wide = new byte[rows * newColumns];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> picture = pictures.Slice(i * rows * columns, rows * columns);
            Span<byte> target = result.AsSpan(i * newRows * newColumns, newRows * newColumns);
            for (int y = 0; y < rows; y++)
            {
                for (int x = 0; x < newColumns; x++)
                    wide[(y * newColumns) + x] = across[x].Mean(picture[(y * columns)..], 1);
            }

            for (int y = 0; y < newRows; y++)
            {
                for (int x = 0; x < newColumns; x++)
                    target[(y * newColumns) + x] = down[y].Mean(wide.AsSpan(x), newColumns);
            }
        }

        return result;
    }

    private static Window[] Windows(int length, int newLength)
    {
        double scale = (double)length / newLength;
        double reach = Math.Max(scale, 1);
        Window[] windows = new Window[newLength];
        for (int i = 0; i < newLength; i++)
        {
            double center = (i + 0.5) * scale;
            int first = Math.Max(0, (int)(center - reach + 0.5));
            int end = Math.Min(length, (int)(center + reach + 0.5));
            double[] weights = [.. Enumerable.Range(first, end - first).Select(j => Math.Max(0, 1 - Math.Abs((j - center + 0.5) / reach)))];
            double sum = weights.Sum();
            windows[i] = new Window(first, [.. weights.Select(weight => (int)((weight / sum * One) + 0.5))]);
        }

        return windows;
    }

    /// <summary>The old pixels that make a new one.</summary>
    private readonly record struct Window(int First, int[] Weights)
    {
        internal byte Mean(ReadOnlySpan<byte> pixels, int step)
        {
            int sum = One / 2;
            for (int i = 0; i < Weights.Length; i++)
                sum += pixels[(First + i) * step] * Weights[i];

            return (byte)Math.Clamp(sum / One, 0, 255);
        }
    }
}
