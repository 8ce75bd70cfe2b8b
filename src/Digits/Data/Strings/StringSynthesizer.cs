using Digits.Engine;
using Digits.Imaging;

namespace Digits.Data;

/// <summary>
/// Makes lines of handwriting without end: numbers as one hand writes them, on papers and through cameras of all kinds. A line is a function of the seed and
/// its number, on every machine.
/// </summary>
internal sealed class StringSynthesizer : ILineSource
{
    private const int Width = 192, Margin = 4, Symbols = 24;

    private readonly DigitPainter _painter;
    private readonly LineWriter _writer;
    private readonly ulong _seed;

    /// <summary>Prepares to write.</summary>
    /// <param name="examples">Digits that people wrote, 28x28 and labeled: MNIST's training images.</param>
    /// <param name="seed">Chooses everything else.</param>
    public StringSynthesizer(DigitSet examples, ulong seed)
    {
        _painter = new DigitPainter(new WrittenExamples(examples));
        _writer = new LineWriter(_painter);
        _seed = seed;
    }

    /// <inheritdoc />
    public Shape Shape { get; } = new(1, LineContrast.LineHeight, Width);

    /// <inheritdoc />
    public int MostSymbols => Symbols;

    /// <inheritdoc />
    public int Draw(ulong number, Span<float> pixels, Span<byte> symbols)
    {
        SeededRandom random = new(_seed, number);
        InkPlane line = DrawLine(random, Width - (2 * Margin), out byte[] written);
        int room = Width - (2 * Margin) - line.Width;
        int left = Margin + (room > 0 ? random.NextInt(room + 1) : 0);
        pixels.Clear();
        for (int y = 0; y < line.Height; y++)
            line.Row(y).CopyTo(pixels[((y * Width) + left)..]);
        written.CopyTo(symbols);
        return written.Length;
    }

    /// <summary>Draws a line as a picture of its own size, dark ink on bright paper.</summary>
    /// <param name="number">Which one.</param>
    /// <param name="symbols">What it holds.</param>
    internal GrayImage Picture(ulong number, out byte[] symbols)
    {
        InkPlane picture = Take(new SeededRandom(_seed, number), out symbols);
        float least = picture.Values.Min();
        float range = Math.Max(1e-6f, picture.Values.Max() - least);
        return new GrayImage(picture.Width, picture.Height, [.. picture.Values.Select(value => (byte)MathF.Round(255 * (1 - ((value - least) / range))))]);
    }

    /// <summary>Draws a line of its own width.</summary>
    /// <param name="random">What it is drawn from.</param>
    /// <param name="mostColumns">The greatest width.</param>
    /// <param name="symbols">What it holds.</param>
    private InkPlane DrawLine(SeededRandom random, int mostColumns, out byte[] symbols)
    {
        InkPlane picture = Take(random, out symbols);
        float aspect = picture.Width * random.Factor(0.07f) / picture.Height;
        int columns = Math.Clamp((int)MathF.Round(aspect * LineContrast.LineHeight), 8, mostColumns);
        InkPlane line = picture.Resize(columns, LineContrast.LineHeight);
        LineContrast.Normalize(line.Values);
        return line;
    }

    /// <summary>Writes a line and takes a picture of it, ink brighter.</summary>
    private InkPlane Take(SeededRandom random, out byte[] symbols)
    {
        LineStyle style = new(random);
        WrittenLine written = _writer.Write(LineContent.Draw(random), style, random);
        symbols = written.Symbols;
        return Camera.Take(Paper.Lay(Frame(written.Ink, style, random), style, _painter, random), random);
    }

    /// <summary>Cuts the line out as a reader would, now closely, now loosely, now a little into the ink.</summary>
    private static InkPlane Frame(InkPlane ink, LineStyle style, SeededRandom random)
    {
        float h = style.Height;
        bool isClose = random.Happens(0.78);
        int above = (int)MathF.Round(h * (isClose ? random.Between(-0.04f, 0.14f) : random.Between(0, 0.5f)));
        int below = (int)MathF.Round(h * (isClose ? random.Between(-0.04f, 0.14f) : random.Between(0, 0.5f)));
        int before = (int)MathF.Round(h * random.Between(-0.02f, 0.5f)), after = (int)MathF.Round(h * random.Between(-0.02f, 0.6f));
        return ink.Cut(-before, -above, ink.Width + before + after, Math.Max(8, ink.Height + above + below));
    }
}
