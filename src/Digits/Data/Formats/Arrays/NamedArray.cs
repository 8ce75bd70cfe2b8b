using System.Text;
using Digits.Engine;

namespace Digits.Data;

/// <summary>An array in a file: its header, and the way to its elements, which are read only when they are asked for.</summary>
/// <param name="Name">Its name, with those of the groups that it lies in, such as <c>train/data</c>.</param>
/// <param name="Shape">Its sizes. The file is known to be long enough for all elements.</param>
/// <param name="Type">Its elements.</param>
/// <param name="IsColumnMajor">Whether the first index runs fastest, as in Fortran and MATLAB.</param>
/// <param name="Blocks">Gives all elements' bytes in the file's order, in blocks of whole elements; may be called more than once.</param>
internal sealed record NamedArray(string Name, IReadOnlyList<int> Shape, ElementType Type, bool IsColumnMajor, Func<IEnumerable<ReadOnlyMemory<byte>>> Blocks)
{
    private const int MostNameLetters = 100;
    private const int BlockBytes = 1 << 16;
    private const long MostTextBytes = 64 << 20;

    // A stream of deflate's shortest codes unpacks to 1,032 times its size and no further.
    private const long MaxDeflateRatio = 1032;

    /// <summary>The name as messages can show it.</summary>
    public string Name { get; } = Shown(Name);

    /// <summary>Number of elements.</summary>
    public long Count { get; } = Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>The sizes without those that are 1.</summary>
    public int[] Squeezed => [.. Shape.Where(size => size != 1)];

    /// <summary>The shape as Python writes it.</summary>
    public string ShapeText => $"[{string.Join(", ", Shape)}]";

    /// <summary>A name from a file, as a message of one line can show it.</summary>
    public static string Shown(string name)
    {
        string line = string.Concat(name.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? '?' : letter));
        return line.Length <= MostNameLetters ? line : line[..MostNameLetters] + "…";
    }

    /// <summary>Bytes of all elements, or -1 where the sizes are out of reason.</summary>
    /// <param name="shape">The sizes as the file has them.</param>
    /// <param name="elementSize">Bytes of an element.</param>
    public static long BytesOf(IEnumerable<long> shape, int elementSize)
    {
        long bytes = elementSize;
        foreach (long size in shape)
        {
            if (size is < 0 or > int.MaxValue || bytes > long.MaxValue / (size + 1) / 2)
                return -1;
            bytes *= size;
        }

        return bytes;
    }

    /// <summary>Whether so many bytes can come out of a packed part of a file.</summary>
    public static bool CanUnpackTo(long packed, long bytes) => bytes <= (packed + 64) * MaxDeflateRatio;

    /// <summary>The blocks of a stream that is opened for it.</summary>
    /// <param name="open">Opens the stream where the elements begin, or sets it there.</param>
    /// <param name="bytes">Bytes of all elements.</param>
    /// <param name="elementSize">Bytes of one.</param>
    /// <param name="source">What messages call the array.</param>
    /// <param name="keepOpen">Whether the stream is used further.</param>
    /// <exception cref="InvalidInputException">The stream ends early.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> BlocksOf(Func<Stream> open, long bytes, int elementSize, string source, bool keepOpen = false)
    {
        Stream stream = open();
        using Stream? owned = keepOpen ? null : stream;
        byte[] buffer = new byte[(int)Math.Min(bytes, Math.Max(1, BlockBytes / elementSize) * (long)elementSize)];
        for (long left = bytes; left > 0;)
        {
            int wanted = (int)Math.Min(left, buffer.Length);
            if (stream.ReadAtLeast(buffer.AsSpan(0, wanted), wanted, throwOnEndOfStream: false) < wanted)
                throw new InvalidInputException($"{source}: is cut short; fetch the file again.");
            left -= wanted;
            yield return buffer.AsMemory(0, wanted);
        }
    }

    /// <summary>An array of texts that are in memory.</summary>
    public static NamedArray OfTexts(string name, IReadOnlyList<string> texts)
    {
        byte[][] encoded = [.. texts.Select(Encoding.UTF8.GetBytes)];
        int size = Math.Max(1, encoded.Select(text => text.Length).DefaultIfEmpty().Max());
        if ((long)size * encoded.Length > MostTextBytes)
            throw new InvalidDataException($"the texts of {name} are too long for labels");
        byte[] all = new byte[size * encoded.Length];
        for (int i = 0; i < encoded.Length; i++)
            encoded[i].CopyTo(all, i * size);
        return new NamedArray(name, [encoded.Length], new ElementType(ElementKind.Bytes, size), IsColumnMajor: false, () => [all]);
    }

    /// <summary>The elements of both, the other's behind this one's along the first axis.</summary>
    /// <exception cref="InvalidInputException">They have different shapes or types.</exception>
    public NamedArray Join(NamedArray other)
    {
        if (Type.IsText && other.Type.IsText)
            return OfTexts(Name, [.. ReadTexts(), .. other.ReadTexts()]);
        if (Type != other.Type || !Shape.Skip(1).SequenceEqual(other.Shape.Skip(1)) || (long)Shape[0] + other.Shape[0] > int.MaxValue)
            throw new InvalidInputException($"{Name}: one file has {ShapeText} of {Type}, another {other.ShapeText} of {other.Type}; they cannot be joined.");
        return new NamedArray(Name, [Shape[0] + other.Shape[0], .. Shape.Skip(1)], Type, IsColumnMajor, () => Blocks().Concat(other.Blocks()));
    }

    /// <summary>Hands out all elements as numbers, block by block, in the file's order.</summary>
    public void Read(Action<ReadOnlySpan<double>> take)
    {
        double[] numbers = [];
        foreach (ReadOnlyMemory<byte> block in Blocks())
        {
            int count = block.Length / Type.Size;
            if (numbers.Length < count)
                numbers = new double[count];
            Type.Decode(block.Span, numbers.AsSpan(0, count));
            take(numbers.AsSpan(0, count));
        }
    }

    /// <summary>All elements as numbers, in the file's order.</summary>
    public double[] ReadNumbers()
    {
        double[] all = new double[Count];
        int at = 0;
        Read(block =>
        {
            block.CopyTo(all.AsSpan(at));
            at += block.Length;
        });
        return all;
    }

    /// <summary>All elements as texts, in the file's order.</summary>
    public string[] ReadTexts()
    {
        List<string> texts = [];
        foreach (ReadOnlyMemory<byte> block in Blocks())
        {
            for (int at = 0; at < block.Length; at += Type.Size)
                texts.Add(Type.Text(block.Span.Slice(at, Type.Size)));
        }

        return [.. texts];
    }
}
