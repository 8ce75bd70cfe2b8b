using Digits.Data;
using Digits.Engine;

namespace Digits.Tests.Training;

/// <summary>Lines of digits as pocket calculators show them, here and there with a dash, shifted and dirtied: easy to learn.</summary>
internal sealed class SegmentLines(ulong seed, int width = 96, int most = 5) : ILineSource
{
    private const int Advance = 16;
    private const int DigitWidth = 9;
    private const float DashShare = 0.1f;

    /// <summary>Bits for the segments: top, upper left, upper right, middle, lower left, lower right, bottom.</summary>
    private static readonly byte[] _segments = [0b1110111, 0b0100100, 0b1011101, 0b1101101, 0b0101110, 0b1101011, 0b1111011, 0b0100101, 0b1111111, 0b1101111];

    public Shape Shape { get; } = new(1, 32, width);

    public int MostSymbols => most;

    public int Draw(ulong number, Span<float> pixels, Span<byte> symbols)
    {
        SeededRandom random = new(seed, number);
        pixels.Clear();
        int count = 1 + random.NextInt(most);
        int left = random.NextInt(width - (count * Advance) + 1);
        for (int i = 0; i < count; i++)
        {
            symbols[i] = random.NextSingle() < DashShare ? LineSymbols.Dash : (byte)random.NextInt(10);
            int top = 4 + random.NextInt(5);
            if (symbols[i] == LineSymbols.Dash)
                Bar(pixels, top + 10, left + 2, 2, 5);
            else
                Digit(pixels, symbols[i], top, left);

            left += Advance - random.NextInt(3);
        }

        foreach (ref float pixel in pixels)
            pixel += (0.2f * random.NextSingle()) - 0.1f;

        return count;
    }

    private void Digit(Span<float> pixels, int digit, int top, int left)
    {
        byte on = _segments[digit];
        const int Half = 9;
        for (int segment = 0; segment < 7; segment++)
        {
            if ((on >> segment & 1) == 0)
                continue;

            if (segment % 3 == 0)
                Bar(pixels, top + (segment / 3 * Half), left, 2, DigitWidth);
            else
                Bar(pixels, top + (segment / 3 * Half), left + ((segment - 1) % 3 * (DigitWidth - 2)), Half + 2, 2);
        }
    }

    private void Bar(Span<float> pixels, int top, int left, int height, int wide)
    {
        for (int y = top; y < top + height; y++)
            pixels.Slice((y * width) + left, wide).Fill(1);
    }
}
