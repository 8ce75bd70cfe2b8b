using Digits.Data;

namespace Digits.Photographs;

/// <summary>MNIST's test digits; neighbors in the file were mostly written by one hand.</summary>
internal sealed class MnistGlyphs(DigitSet set, SeededRandom random) : IGlyphSource
{
    private const int Window = 60;
    private const int Detail = 6;
    private readonly int _first = random.NextInt(set.Count - Window);

    public IReadOnlyList<Glyph> Next(int digits, SeededRandom draws) =>
        [.. Enumerable.Range(0, digits).Select(_ => Enlarge(set, _first + draws.NextInt(Window)))];

    private static Glyph Enlarge(DigitSet set, int image)
    {
        ReadOnlySpan<byte> pixels = set.Image(image);
        Field small = new(set.Columns, set.Rows);
        for (int i = 0; i < pixels.Length; i++)
            small.Values[i] = pixels[i] / 255f;
        Field large = new(set.Columns * Detail, set.Rows * Detail);
        for (int y = 0; y < large.Height; y++)
        {
            for (int x = 0; x < large.Width; x++)
                large[x, y] = small.Sample((x + 0.5f) / Detail - 0.5f, (y + 0.5f) / Detail - 0.5f);
        }

        large.Blur(Detail * 0.45f);
        bool[] ink = [.. large.Values.Select(value => value > 0.42f)];
        return new Glyph(ink, large.Width, large.Height, new byte[ink.Length], set.Labels[image].ToString());
    }
}
