using System.Buffers.Binary;

namespace Digits.Data;

/// <summary>Goes through the data elements of a MATLAB file, one behind the other, and counts the bytes.</summary>
internal sealed class MatElements(Stream stream, bool isBigEndian)
{
    // Names and sizes are short; only what is skipped or streamed may be long.
    private const int MostSmall = 1 << 16;
    private readonly byte[] _eight = new byte[8];

    /// <summary>Bytes read or skipped so far.</summary>
    public long Position { get; private set; }

    public bool IsBigEndian => isBigEndian;

    /// <summary>Skips bytes of a stream that cannot seek.</summary>
    public static void Skip(Stream stream, long bytes)
    {
        byte[] buffer = new byte[(int)Math.Min(1 << 14, Math.Max(1, bytes))];
        while (bytes > 0)
        {
            int got = stream.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, bytes)));
            if (got == 0)
                throw new EndOfStreamException("it ends early");
            bytes -= got;
        }
    }

    /// <summary>The tag of an element in its long form.</summary>
    public (int Type, long Size) Tag()
    {
        Fill(_eight);
        return ((int)Number(_eight), (uint)Number(_eight.AsSpan(4)));
    }

    /// <summary>The tag of an element in either form, and of the short one its content.</summary>
    /// <returns>The type, the size, and the bytes that follow it up to the next element; where there are none, the content itself.</returns>
    public (int Type, long Size, long Padded, byte[]? Content) AnyTag()
    {
        (int type, long size) = Tag();
        if (type >>> 16 == 0)
            return (type, size, (size + 7) / 8 * 8, null);
        int small = type >>> 16;
        return small <= 4 ? (type & 0xFFFF, small, 0, _eight[4..(4 + small)]) : throw new InvalidDataException("a short element of more than 4 bytes");
    }

    /// <summary>The content of a short element.</summary>
    public (int Type, byte[] Content) Small()
    {
        (int type, long size, long padded, byte[]? content) = AnyTag();
        if (content is not null)
            return (type, content);
        if (size > MostSmall)
            throw new InvalidDataException("a name or a size that is too long");
        content = new byte[padded];
        Fill(content);
        return (type, content[..(int)size]);
    }

    /// <summary>The numbers of a short element of 32 bits each.</summary>
    public int[] Numbers()
    {
        (_, byte[] content) = Small();
        return [.. Enumerable.Range(0, content.Length / 4).Select(i => (int)Number(content.AsSpan(4 * i)))];
    }

    public void Skip(long bytes)
    {
        Skip(stream, bytes);
        Position += bytes;
    }

    private void Fill(Span<byte> bytes)
    {
        stream.ReadExactly(bytes);
        Position += bytes.Length;
    }

    private uint Number(ReadOnlySpan<byte> bytes) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
