using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Digits.Engine;

namespace Digits.Imaging;

/// <summary>Walks the chunks of a PNG, checking each one's length and CRC.</summary>
internal ref struct PngChunks
{
    private readonly ReadOnlySpan<byte> _file;
    private readonly string _source;
    private int _next;

    /// <summary>Starts before the first chunk.</summary>
    /// <exception cref="DigitsException">The bytes do not start with PNG's signature.</exception>
    public PngChunks(ReadOnlySpan<byte> file, string source)
    {
        if (!file.StartsWith(Signature))
            throw new InvalidInputException(file.IsEmpty ? $"{source}: the file is empty." : $"{source}: is not a PNG: its signature is missing.");
        _file = file;
        _source = source;
        _next = Signature.Length;
    }

    /// <summary>The eight bytes that every PNG starts with.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The four letters of the current chunk.</summary>
    public ReadOnlySpan<byte> Type { get; private set; }

    /// <summary>The current chunk's content.</summary>
    public ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>Whether a reader that does not know the current chunk may pass over it.</summary>
    public readonly bool IsAncillary => (Type[0] & 0x20) != 0;

    /// <summary>The current chunk's letters as text.</summary>
    public readonly string Name => Encoding.Latin1.GetString(Type);

    /// <summary>Goes to the next chunk.</summary>
    /// <exception cref="DigitsException">The file ends inside it or before it, its name is not made of letters, or its CRC is wrong.</exception>
    public void MoveNext()
    {
        ReadOnlySpan<byte> rest = _file[_next..];
        if (rest.Length < 12)
            throw new InvalidInputException($"{_source}: truncated PNG: it ends at offset {_file.Length} without its IEND chunk.");
        uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        Type = rest.Slice(4, 4);
        if (Type.ContainsAnyExcept(_letters))
            throw new InvalidInputException($"{_source}: damaged PNG: no chunk at offset {_next}.");
        if (length > rest.Length - 12)
            throw new InvalidInputException($"{_source}: truncated PNG: its {Name} chunk at offset {_next} promises {length} bytes, {rest.Length - 12} are there.");
        Data = rest.Slice(8, (int)length);
        if (Crc32.Of(rest.Slice(4, 4 + (int)length)) != BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + (int)length)..]))
            throw new InvalidInputException($"{_source}: damaged PNG: wrong CRC of its {Name} chunk at offset {_next}.");
        _next += 12 + (int)length;
    }

    private static readonly SearchValues<byte> _letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);
}
