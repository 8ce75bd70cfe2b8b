using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Digits.Engine;

namespace Digits.Data;

/// <summary>The header of NumPy's array format, versions 1 to 3.</summary>
/// <param name="Shape">The sizes.</param>
/// <param name="Type">The elements.</param>
/// <param name="IsColumnMajor">Whether the first index runs fastest.</param>
/// <param name="Length">Bytes of the header: the elements begin behind it.</param>
internal sealed partial record NpyHeader(int[] Shape, ElementType Type, bool IsColumnMajor, int Length)
{
    private const int MaxLength = 1 << 16;

    /// <summary>Bytes of all elements.</summary>
    public long DataBytes => NamedArray.BytesOf(Shape.Select(size => (long)size), Type.Size);

    /// <summary>Whether a file begins as an array of NumPy's does.</summary>
    public static bool IsAt(ReadOnlySpan<byte> start) => start.Length >= 6 && start[0] == 0x93 && start[1..6].SequenceEqual("NUMPY"u8);

    /// <summary>Reads a header from where the stream stands.</summary>
    /// <exception cref="InvalidInputException">It is damaged, or of an array that is not read.</exception>
    public static NpyHeader Read(Stream stream, string source)
    {
        Span<byte> start = stackalloc byte[12];
        if (stream.ReadAtLeast(start[..10], 10, throwOnEndOfStream: false) < 10 || !IsAt(start))
            throw new InvalidInputException($"{source}: is not an array of NumPy's; save it with numpy.save or numpy.savez.");
        int version = start[6];
        if (version is < 1 or > 3)
            throw new InvalidInputException($"{source}: version {version} of NumPy's format is not known; versions 1 to 3 are read.");
        long length = BinaryPrimitives.ReadUInt16LittleEndian(start[8..]);
        int prefix = 10;
        if (version > 1)
        {
            prefix = 12;
            if (stream.ReadAtLeast(start[10..], 2, throwOnEndOfStream: false) < 2)
                throw Damaged(source);
            length = BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        }

        if (length > MaxLength)
            throw Damaged(source);
        byte[] text = new byte[length];
        if (stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false) < text.Length)
            throw Damaged(source);
        return Parse((version == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(text), prefix + text.Length, source);
    }

    private static NpyHeader Parse(string text, int length, string source)
    {
        if (Records().IsMatch(text))
            throw new InvalidInputException($"{source}: is an array of records; save the pictures and the labels as arrays of their own.");
        Match type = Description().Match(text);
        Match shape = Sizes().Match(text);
        if (!type.Success || !shape.Success)
            throw Damaged(source);
        List<int> sizes = [];
        foreach (Match size in Size().Matches(shape.Groups["sizes"].Value))
        {
            if (!int.TryParse(size.Groups["size"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int value) || sizes.Count == 32)
                throw Damaged(source);
            sizes.Add(value);
        }

        NpyHeader header = new([.. sizes], TypeOf(type, source), Order().IsMatch(text), length);
        return header.DataBytes >= 0 ? header : throw Damaged(source);
    }

    private static ElementType TypeOf(Match match, string source)
    {
        char kind = match.Groups["kind"].ValueSpan[0];
        if (kind == 'O')
        {
            throw new InvalidInputException(
                $"{source}: is an array of Python objects, which NumPy pickles, and a pickle can run any program; it is not read. "
                + "Make it an array of numbers first, such as numpy.stack(a).astype('uint8'), and save that.");
        }

        ElementKind? known = kind switch
        {
            'u' => ElementKind.Unsigned,
            'i' => ElementKind.Signed,
            'f' => ElementKind.Float,
            'b' => ElementKind.Boolean,
            'S' or 'a' => ElementKind.Bytes,
            'U' => ElementKind.Utf32,
            _ => null,
        };
        _ = int.TryParse(match.Groups["size"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int size);
        int bytes = kind == 'U' ? (int)Math.Min(4L * size, int.MaxValue) : size;
        ElementType type = new(known ?? ElementKind.Bytes, bytes, match.Groups["order"].Value == ">");
        return known is not null && type.IsKnown && bytes < MaxLength
            ? type
            : throw new InvalidInputException(
                $"{source}: elements of type '{NamedArray.Shown(match.Groups["descr"].Value)}' are not read; save whole numbers, floats or texts.");
    }

    private static InvalidInputException Damaged(string source) => new($"{source}: its NumPy header is damaged or cut short; save or fetch the file again.");

    [GeneratedRegex(@"'descr'\s*:\s*'(?<descr>(?<order>[<>|=]?)(?<kind>[a-zA-Z])(?<size>\d{0,9})[^']{0,20})'", RegexOptions.ExplicitCapture)]
    private static partial Regex Description();

    [GeneratedRegex(@"'descr'\s*:\s*\[")]
    private static partial Regex Records();

    [GeneratedRegex(@"'fortran_order'\s*:\s*True")]
    private static partial Regex Order();

    [GeneratedRegex(@"'shape'\s*:\s*\((?<sizes>[\dL,\s]*)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Sizes();

    // Python 2 wrote sizes as 60000L.
    [GeneratedRegex(@"(?<size>\d+)L?", RegexOptions.ExplicitCapture)]
    private static partial Regex Size();
}
