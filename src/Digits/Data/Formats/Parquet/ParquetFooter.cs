using System.Buffers.Binary;

namespace Digits.Data;

/// <summary>The end of a Parquet file: what describes it, its length, and the mark.</summary>
internal static class ParquetFooter
{
    private const int MostBytes = 64 << 20;

    /// <summary>Makes sure that the description lies in the file and is whole.</summary>
    /// <exception cref="InvalidDataException">It does not.</exception>
    public static void Check(Stream stream, string path)
    {
        Span<byte> end = stackalloc byte[8];
        if (stream.Length < 12)
            throw new InvalidDataException("it is cut short");
        stream.Position = stream.Length - end.Length;
        stream.ReadExactly(end);
        if (end[4..].SequenceEqual("PARE"u8))
            throw new Engine.InvalidInputException($"{path}: is encrypted; save it without a key.");
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(end);
        if (!end[4..].SequenceEqual("PAR1"u8) || length > stream.Length - 12 || length > MostBytes)
            throw new InvalidDataException("its end is missing: it is cut short");
        byte[] description = new byte[length];
        stream.Position = stream.Length - end.Length - length;
        stream.ReadExactly(description);
        ThriftWalk walk = new(description);
        walk.Struct(ThriftShape.File);
        if (walk.Position != description.Length)
            throw new InvalidDataException("its description ends early");
        stream.Position = 0;
    }
}
