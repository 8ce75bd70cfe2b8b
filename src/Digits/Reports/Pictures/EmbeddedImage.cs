using Digits.Data;
using Digits.Imaging;

namespace Digits.Reports;

/// <summary>
/// An image inside a picture, as its own PNG in a data URI. One PNG per image instead of one for a whole gallery takes about 50 % more
/// (48 KB instead of 32 KB for 120 digits of MNIST), but pixels of neighbors cannot bleed in at its edges, whatever the page's scale.
/// </summary>
/// <param name="Uri">The data URI.</param>
/// <param name="Width">Width in its own pixels.</param>
/// <param name="Height">Height in its own pixels.</param>
internal sealed record EmbeddedImage(string Uri, int Width, int Height)
{
    /// <summary>The longest side that is embedded unchanged; larger images are shrunk, as they are shown no larger.</summary>
    internal const int MostSide = 64;

    /// <summary>An image of a set, its pixels as stored.</summary>
    internal static EmbeddedImage Digit(DigitSet set, int index) => Gray(set.Image(index), set.Columns, set.Rows);

    /// <summary>Gray pixels <c>[height, width]</c>, shrunk where a side is longer than <paramref name="mostSide"/>.</summary>
    internal static EmbeddedImage Gray(ReadOnlySpan<byte> pixels, int width, int height, int mostSide = MostSide)
    {
        float[] values = new float[pixels.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = pixels[i];
        (values, width, height) = Shrink(values, width, height, (Math.Max(width, height) + mostSide - 1) / mostSide);
        byte[] shrunk = Array.ConvertAll(values, value => (byte)MathF.Round(value));
        return Of(PngWriter.Gray(new GrayImage(width, height, shrunk)), width, height);
    }

    /// <summary>Values <c>[height, width]</c> in <see cref="DivergingColors"/>, fully colored at plus and minus <paramref name="limit"/>.</summary>
    internal static EmbeddedImage Values(ReadOnlySpan<float> values, int width, int height, float limit)
    {
        (float[] shrunk, width, height) = Shrink(values.ToArray(), width, height);
        return Of(PngWriter.Rgba(width, height, DivergingColors.Rgba(shrunk, limit)), width, height);
    }

    /// <summary>A photograph or scan as a JPEG, shrunk until it is no wider and no higher than is asked for.</summary>
    internal static EmbeddedImage Photo(GrayImage image, int mostWidth, int mostHeight)
    {
        float[] values = new float[image.Pixels.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = image.Pixels[i];
        int factor = Math.Max((image.Width + mostWidth - 1) / mostWidth, (image.Height + mostHeight - 1) / mostHeight);
        (values, int width, int height) = Shrink(values, image.Width, image.Height, factor);
        byte[] jpeg = JpegWriter.Gray(new GrayImage(width, height, Array.ConvertAll(values, value => (byte)MathF.Round(value))));
        return new EmbeddedImage($"data:image/jpeg;base64,{Convert.ToBase64String(jpeg)}", width, height);
    }

    private static EmbeddedImage Of(byte[] png, int width, int height) => new($"data:image/png;base64,{Convert.ToBase64String(png)}", width, height);

    /// <summary>Blocks of pixels become their mean, the smallest blocks with which no side is over <see cref="MostSide"/>.</summary>
    private static (float[] Values, int Width, int Height) Shrink(float[] values, int width, int height) =>
        Shrink(values, width, height, (Math.Max(width, height) + MostSide - 1) / MostSide);

    /// <summary>Blocks of <paramref name="factor"/> by as many pixels become their mean.</summary>
    private static (float[] Values, int Width, int Height) Shrink(float[] values, int width, int height, int factor)
    {
        if (factor == 1)
            return (values, width, height);

        int columns = (width + factor - 1) / factor;
        int rows = (height + factor - 1) / factor;
        float[] sums = new float[rows * columns];
        int[] counts = new int[sums.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int block = (i / width / factor * columns) + (i % width / factor);
            sums[block] += values[i];
            counts[block]++;
        }

        for (int i = 0; i < sums.Length; i++)
            sums[i] /= counts[i];
        return (sums, columns, rows);
    }
}
