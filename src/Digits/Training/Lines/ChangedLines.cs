using Digits.Data;
using Digits.Engine;
using Digits.Imaging;
using InkPlane = Digits.Data.InkPlane;

namespace Digits.Training;

/// <summary>
/// A user's own lines, each time changed at random: moved, enlarged, slanted and turned a little, with thicker or thinner strokes, blurred and with noise.
/// </summary>
/// <param name="lines">The lines.</param>
/// <param name="width">The width of the picture; a line stands anywhere in it.</param>
/// <param name="seed">Chooses lines and changes.</param>
internal sealed class ChangedLines(OwnLine[] lines, int width, ulong seed) : ILineSource
{
    private const float ScaleDeviation = 0.08f, StretchDeviation = 0.08f, SlantDeviation = 0.12f, SlopeDeviation = 0.012f, ShiftDeviation = 1f;
    private const float StrokeDeviation = 0.3f, MostNoise = 0.1f;
    private const double BlurShare = 0.4, NoiseShare = 0.5;

    /// <inheritdoc />
    public Shape Shape { get; } = new(1, LineContrast.LineHeight, width);

    /// <inheritdoc />
    public int MostSymbols { get; } = lines.Max(line => line.Digits.Length);

    /// <inheritdoc />
    public int Draw(ulong number, Span<float> pixels, Span<byte> symbols)
    {
        SeededRandom random = new(seed, number);
        OwnLine line = lines[random.NextInt(lines.Length)];
        InkPlane changed = Bend(line.Ink, random);
        Ink(changed.Values, random);
        if (random.Happens(BlurShare))
            changed = Blur(changed);

        if (random.Happens(NoiseShare))
        {
            float noise = random.Between(0, MostNoise);
            foreach (ref float value in changed.Values.AsSpan())
                value += random.Normal(0, noise);
        }

        LineContrast.Normalize(changed.Values);
        int left = random.NextInt(width - changed.Width + 1);
        pixels.Clear();
        for (int y = 0; y < changed.Height; y++)
            changed.Row(y).CopyTo(pixels[((y * width) + left)..]);

        line.Digits.CopyTo(symbols);
        return line.Digits.Length;
    }

    /// <summary>Moves, scales, slants and turns; what comes from beyond the edges is ground.</summary>
    private InkPlane Bend(InkPlane ink, SeededRandom random)
    {
        float down = random.Factor(ScaleDeviation), across = down * random.Factor(StretchDeviation);
        float slant = random.Normal(0, SlantDeviation), slope = random.Normal(0, SlopeDeviation), shift = random.Normal(0, ShiftDeviation);
        int columns = (int)MathF.Ceiling((across * ink.Width) + (MathF.Abs(slant) * ink.Height));
        if (columns > width)
            (across, columns) = (across * width / columns, width);

        InkPlane bent = new(columns, ink.Height);
        float middleX = (columns - 1) / 2f, middleY = (ink.Height - 1) / 2f;
        for (int y = 0; y < bent.Height; y++)
        {
            Span<float> row = bent.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                float v = y - middleY - shift - (slope * (x - middleX));
                float u = x - middleX + (slant * v);
                row[x] = At(ink, (u / across) + ((ink.Width - 1) / 2f), (v / down) + middleY);
            }
        }

        return bent;
    }

    /// <summary>The value between four pixels.</summary>
    private static float At(InkPlane ink, float x, float y)
    {
        int left = (int)MathF.Floor(x), top = (int)MathF.Floor(y);
        (float right, float bottom) = (x - left, y - top);
        float upper = (Pixel(ink, left, top) * (1 - right)) + (Pixel(ink, left + 1, top) * right);
        float lower = (Pixel(ink, left, top + 1) * (1 - right)) + (Pixel(ink, left + 1, top + 1) * right);
        return (upper * (1 - bottom)) + (lower * bottom);
    }

    private static float Pixel(InkPlane ink, int x, int y) => (uint)x < (uint)ink.Width && (uint)y < (uint)ink.Height ? ink.Values[(y * ink.Width) + x] : 0;

    /// <summary>A power of the ink: below 1 gray edges become ink, and strokes thicker; above 1 thinner.</summary>
    private static void Ink(Span<float> values, SeededRandom random)
    {
        double power = random.Factor(StrokeDeviation);
        foreach (ref float value in values)
        {
            if (value > 0)
                value = (float)PortableMath.Exp(power * PortableMath.Log(value));
        }
    }

    private static InkPlane Blur(InkPlane ink)
    {
        InkPlane blurred = new(ink.Width, ink.Height);
        for (int y = 0; y < ink.Height; y++)
        {
            for (int x = 0; x < ink.Width; x++)
            {
                float sum = 4 * Pixel(ink, x, y);
                sum += 2 * (Pixel(ink, x - 1, y) + Pixel(ink, x + 1, y) + Pixel(ink, x, y - 1) + Pixel(ink, x, y + 1));
                sum += Pixel(ink, x - 1, y - 1) + Pixel(ink, x + 1, y - 1) + Pixel(ink, x - 1, y + 1) + Pixel(ink, x + 1, y + 1);
                blurred.Row(y)[x] = sum / 16;
            }
        }

        return blurred;
    }
}
