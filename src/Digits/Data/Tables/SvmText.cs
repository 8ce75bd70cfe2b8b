using System.Buffers.Text;
using System.Text;
using Digits.Engine;

namespace Digits.Data;

/// <summary>
/// The sparse text of svmlight and libsvm: a label, then <c>index:value</c> for each pixel that is not blank. Indices count from 1, or from 0 where the
/// file says so or has one.
/// </summary>
internal static class SvmText
{
    private const int MostSide = 4096;
    private const int UspsSide = 16;
    private static readonly int[] _usualSides = [8, 16, 20, 28, 32, 64];

    /// <summary>Whether a first line is such.</summary>
    public static bool Is(ReadOnlySpan<byte> line)
    {
        line = line.Trim(" \t"u8);
        int space = line.IndexOf((byte)' ');
        if (space < 0 || !TableNumber.TryParse(line[..space], out _))
            return false;
        ReadOnlySpan<byte> rest = line[(space + 1)..].TrimStart((byte)' ');
        int colon = rest.IndexOf((byte)':');
        return colon > 0 && Utf8Parser.TryParse(rest, out int _, out int used) && used == colon;
    }

    /// <summary>Reads a text.</summary>
    /// <exception cref="InvalidInputException">A line is not as it should be; the message names it.</exception>
    public static DigitData Read(Stream stream, string source, string name)
    {
        List<byte> labels = [];
        List<int> ends = [];
        List<(int Index, float Value)> pixels = [];
        bool saysZero = false;
        using TextLines lines = new(stream, source);
        while (lines.Read() is { } line)
        {
            ReadOnlySpan<byte> text = Encoding.UTF8.GetBytes(line);
            saysZero |= line.Contains("indices are zero-based", StringComparison.Ordinal);
            int comment = text.IndexOf((byte)'#');
            text = (comment < 0 ? text : text[..comment]).Trim(" \t\r"u8);
            if (text.IsEmpty)
                continue;
            labels.Add(Label(ref text, source, lines.Number));
            while (!text.IsEmpty)
                pixels.Add(Pixel(ref text, source, lines.Number));
            ends.Add(pixels.Count);
        }

        if (labels.Count == 0)
            throw new InvalidInputException($"{source}: holds no images.");
        int origin = saysZero || pixels.Exists(pixel => pixel.Index == 0) ? 0 : 1;
        int area = pixels.Count == 0 ? 1 : pixels.Max(pixel => pixel.Index) - origin + 1;
        int side = Array.Find(_usualSides, usual => usual * usual >= area) is > 0 and var found ? found : (int)Math.Ceiling(Math.Sqrt(area));
        if (side > MostSide || (long)side * side * labels.Count > Math.Min(Array.MaxLength, (1L << 22) + (pixels.Count * 1000L)))
            throw new InvalidInputException($"{source}: its indices go up to {area}, for {labels.Count} images: more than a set of pictures of digits has.");
        string? counted = null;
        if (side == UspsSide && labels.Min() == 1 && labels.Max() == 10)
        {
            counted = "The labels are 1 to 10, as in LIBSVM's USPS: 1 was taken for the digit 0, and so on.";
            labels = [.. labels.Select(label => (byte)(label - 1))];
        }

        (byte[] bytes, string? scale) = Dense(labels.Count, side * side, origin, ends, pixels, source);
        string note = $"The indices go up to {area + origin - 1}, counted from {origin}: images of {side}x{side} pixels.";
        DigitSet set = new(name, side, side, bytes, [.. labels]) { Source = source };
        PenPositions.Refuse(set, source);
        return new DigitData(set, null)
        {
            Format = "svmlight (libsvm) text, by its content",
            Notes = [.. new[] { note, scale, counted }.OfType<string>()],
        };
    }

    private static (byte[] Pixels, string? Note) Dense(
        int count, int area, int origin, List<int> ends, List<(int Index, float Value)> pixels, string source)
    {
        PixelSink sink = new(count * area);
        double[] image = new double[area];
        int at = 0;
        for (int i = 0; i < count; i++)
        {
            Array.Clear(image);
            for (; at < ends[i]; at++)
                image[pixels[at].Index - origin] = pixels[at].Value;
            if (sink.Add(image) is >= 0 and var wrong)
                throw NoPixel(i, (float)image[wrong]);
        }

        return sink.TryFinish(out byte[] bytes, out string? note) ? (bytes, note) : throw NoPixel(sink.Odd / area, sink.At(sink.Odd));

        InvalidInputException NoPixel(int i, float value) =>
            new($"{source}: image {i + 1}: {value:R} is not a pixel; pixels are {PixelRange.Usual} throughout.");
    }

    private static byte Label(ref ReadOnlySpan<byte> text, string source, int line)
    {
        int end = text.IndexOfAny((byte)' ', (byte)'\t');
        ReadOnlySpan<byte> word = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[end..].TrimStart(" \t"u8);
        if (word.StartsWith("+"u8))
            word = word[1..];
        return TableNumber.TryParseLabel(word, out byte label)
            ? label
            : throw new InvalidInputException($"{source}: line {line} does not begin with a label, a whole number of 0 to 255.");
    }

    private static (int Index, float Value) Pixel(ref ReadOnlySpan<byte> text, string source, int line)
    {
        bool isIndex = Utf8Parser.TryParse(text, out int index, out int used) && index >= 0 && used < text.Length && text[used] == ':';
        if (isIndex && Utf8Parser.TryParse(text[(used + 1)..], out float value, out int more))
        {
            text = text[(used + 1 + more)..];
            if (text.IsEmpty || text[0] is (byte)' ' or (byte)'\t')
            {
                text = text.TrimStart(" \t"u8);
                return (index, value);
            }
        }

        throw new InvalidInputException($"{source}: line {line} has something that is not index:value, such as 203:84.");
    }
}
