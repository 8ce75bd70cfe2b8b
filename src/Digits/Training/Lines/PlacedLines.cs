using Digits.Data;
using Digits.Engine;

namespace Digits.Training;

/// <summary>The lines of a source anywhere in a wider picture.</summary>
/// <param name="source">The source.</param>
/// <param name="shape">The shape of the picture, as high as the source's and at least as wide.</param>
/// <param name="seed">Chooses the places.</param>
internal sealed class PlacedLines(ILineSource source, Shape shape, ulong seed) : ILineSource
{
    /// <inheritdoc />
    public Shape Shape => shape;

    /// <inheritdoc />
    public int MostSymbols => source.MostSymbols;

    /// <inheritdoc />
    public int Draw(ulong number, Span<float> pixels, Span<byte> symbols)
    {
        if (source.Shape == shape)
            return source.Draw(number, pixels, symbols);

        int width = source.Shape.Width;
        float[] line = new float[source.Shape.Size];
        int count = source.Draw(number, line, symbols);
        int left = new SeededRandom(seed, number).NextInt(shape.Width - width + 1);
        pixels.Clear();
        for (int y = 0; y < shape.Height; y++)
            line.AsSpan(y * width, width).CopyTo(pixels[((y * shape.Width) + left)..]);

        return count;
    }
}
