using System.Buffers.Binary;

namespace Digits.Data;

/// <summary>The last eight bytes of a Parquet file: the length of what describes it, and the mark.</summary>
internal static class ParquetFooter
{
    /// <summary>Makes sure that the description lies in the file.</summary>
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
        if (!end[4..].SequenceEqual("PAR1"u8) || length > stream.Length - 12)
            throw new InvalidDataException("its end is missing: it is cut short");
        stream.Position = 0;
    }
}
