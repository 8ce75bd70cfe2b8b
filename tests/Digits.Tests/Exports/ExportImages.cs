using Digits.Data;
using Digits.Engine;

namespace Digits.Tests.Exports;

/// <summary>What exported models are run on: MNIST's test images where they are at hand, else strokes.</summary>
internal static class ExportImages
{
    private static readonly DigitSet _digits = MnistSource.Find() is { } folder
        ? DataSource.Load(folder).RequireTest()
        : Strokes.Generate(train: 1, test: 300).RequireTest();

    /// <summary>The first digits, 28x28, 0 to 1.</summary>
    public static float[] Digits(int count)
    {
        DigitSet set = _digits.Take(count);
        float[] images = new float[count * 28 * 28];
        new Batches(set, count).Fill(0, 0, images, new byte[count], out _);
        return images;
    }

    /// <summary>Lines of writing of a width, 32 pixels high, as the reader feeds them to its network; written with strokes, whatever is at hand.</summary>
    public static float[] Lines(int count, int width)
    {
        StringSynthesizer synthesizer = new(Strokes.Generate(train: 300, test: 1).RequireTrain(), seed: 1);
        Shape drawn = synthesizer.Shape;
        float[] line = new float[drawn.Size];
        float[] lines = new float[count * drawn.Height * width];
        byte[] symbols = new byte[synthesizer.MostSymbols];
        for (int i = 0; i < count; i++)
        {
            synthesizer.Draw((ulong)i, line, symbols);
            for (int y = 0; y < drawn.Height; y++)
                line.AsSpan(y * drawn.Width, Math.Min(width, drawn.Width)).CopyTo(lines.AsSpan(((i * drawn.Height) + y) * width));
        }

        return lines;
    }
}
