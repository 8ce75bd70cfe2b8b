using Digits.Data;
using Digits.Engine;
using Digits.Imaging;

namespace Digits.Training;

/// <summary>A user's own lines as they are, over and over, each in the middle of the picture.</summary>
/// <param name="lines">The lines.</param>
/// <param name="width">The width of the picture.</param>
internal sealed class OwnLines(OwnLine[] lines, int width) : ILineSource
{
    /// <summary>Ground at each end of the longest line.</summary>
    private const int Margin = 4;

    private const int LeastWidth = 192, WidthStep = 32;

    /// <inheritdoc />
    public Shape Shape { get; } = new(1, LineContrast.LineHeight, width);

    /// <inheritdoc />
    public int MostSymbols { get; } = lines.Max(line => line.Digits.Length);

    /// <summary>The width of a picture that all lines fit into.</summary>
    internal static int WidthFor(OwnLine[] lines) =>
        Math.Max(LeastWidth, (lines.Max(line => line.Ink.Width) + (2 * Margin) + WidthStep - 1) / WidthStep * WidthStep);

    /// <inheritdoc />
    public int Draw(ulong number, Span<float> pixels, Span<byte> symbols)
    {
        OwnLine line = lines[number % (ulong)lines.Length];
        int left = (width - line.Ink.Width) / 2;
        pixels.Clear();
        for (int y = 0; y < line.Ink.Height; y++)
            line.Ink.Row(y).CopyTo(pixels[((y * width) + left)..]);

        line.Digits.CopyTo(symbols);
        return line.Digits.Length;
    }
}
