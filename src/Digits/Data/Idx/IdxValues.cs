using System.Buffers.Binary;
using Digits.Engine;

namespace Digits.Data;

/// <summary>Reads the numbers of an IDX file of any type, as they come.</summary>
internal sealed class IdxValues(Stream stream, IdxHeader header, string source)
{
    private const int MostAtOnce = 1 << 14;
    private readonly byte[] _buffer = new byte[Math.Min(MostAtOnce, header.Values) * header.ValueLength];
    private long _read;

    /// <summary>The next numbers.</summary>
    /// <exception cref="InvalidInputException">The file ends before.</exception>
    public void Read(Span<double> values)
    {
        while (!values.IsEmpty)
        {
            int count = Math.Min(values.Length, _buffer.Length / header.ValueLength);
            Span<byte> bytes = _buffer.AsSpan(0, count * header.ValueLength);
            int got = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (got < bytes.Length)
                throw IdxHeader.Truncated(source, header.Values * header.ValueLength, _read + got);
            _read += got;
            for (int i = 0; i < count; i++)
                values[i] = Value(bytes[(i * header.ValueLength)..]);
            values = values[count..];
        }
    }

    /// <summary>The next bytes, of a file of bytes.</summary>
    /// <exception cref="InvalidInputException">The file ends before.</exception>
    public void Read(Span<byte> bytes)
    {
        int got = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (got < bytes.Length)
            throw IdxHeader.Truncated(source, header.Values, got);
    }

    /// <summary>Makes sure that nothing follows.</summary>
    /// <exception cref="InvalidInputException">Something does.</exception>
    public void End()
    {
        long promised = header.Values * header.ValueLength;
        if (stream.ReadByte() >= 0)
        {
            throw new InvalidInputException(
                $"{source}: more bytes follow the {promised} that its header promises, at offset {header.Length + promised}; fetch the file again.");
        }
    }

    private double Value(ReadOnlySpan<byte> bytes) => header.Type switch
    {
        IdxHeader.UnsignedByte => bytes[0],
        9 => (sbyte)bytes[0],
        11 => BinaryPrimitives.ReadInt16BigEndian(bytes),
        12 => BinaryPrimitives.ReadInt32BigEndian(bytes),
        13 => BinaryPrimitives.ReadSingleBigEndian(bytes),
        _ => BinaryPrimitives.ReadDoubleBigEndian(bytes),
    };
}
