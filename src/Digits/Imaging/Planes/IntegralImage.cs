namespace Digits.Imaging;

/// <summary>Sums over any upright rectangle of a plane in constant time (F. Crow, "Summed-area tables for texture mapping", 1984).</summary>
internal sealed class IntegralImage
{
    private readonly double[] _sums;
    private readonly int _stride;

    /// <summary>Sums a plane.</summary>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="value">The value of the pixel with the index <c>y * width + x</c>.</param>
    internal IntegralImage(int width, int height, Func<int, double> value)
    {
        _stride = width + 1;
        _sums = new double[(width + 1) * (height + 1)];
        for (int y = 0; y < height; y++)
        {
            double row = 0;
            for (int x = 0; x < width; x++)
            {
                row += value((y * width) + x);
                _sums[((y + 1) * _stride) + x + 1] = _sums[(y * _stride) + x + 1] + row;
            }
        }
    }

    /// <summary>
    /// The sum over columns <paramref name="left"/> to before <paramref name="right"/> and rows <paramref name="top"/> to before <paramref name="bottom"/>.
    /// </summary>
    internal double Sum(int left, int top, int right, int bottom) =>
        _sums[(bottom * _stride) + right] - _sums[(top * _stride) + right] - _sums[(bottom * _stride) + left] + _sums[(top * _stride) + left];
}
