using System.Buffers.Binary;
using System.IO.Compression;
using Digits.Engine;

namespace Digits.Data;

/// <summary>Reads one IDX file straight into the array that stays, and trusts nothing that its header says.</summary>
internal static class IdxReader
{
    /// <summary>Unsigned bytes of three dimensions.</summary>
    public const int ImagesMagic = 0x0803;

    /// <summary>Unsigned bytes of one dimension.</summary>
    public const int LabelsMagic = 0x0801;

    private const int MaxSide = 4096;

    // A stream of deflate's shortest codes unpacks to 1,032 times its size and no further.
    private const long MaxDeflateRatio = 1032;

    /// <summary>Reads an array.</summary>
    /// <param name="file">A seekable stream at its start, gzip or plain.</param>
    /// <param name="source">What messages call the file.</param>
    /// <param name="magic"><see cref="ImagesMagic"/> or <see cref="LabelsMagic"/>: which kind it must be.</param>
    public static IdxArray Read(Stream file, string source, int magic)
    {
        Span<byte> start = stackalloc byte[2];
        int got = file.ReadAtLeast(start, 2, throwOnEndOfStream: false);
        if (got == 0)
            throw new InvalidInputException($"{source}: the file is empty.");
        file.Position = 0;
        if (start[0] != 0x1F || start[1] != 0x8B)
            return ReadArray(file, source, magic, file.Length, compressed: false);
        try
        {
            using GZipStream unpacked = new(file, CompressionMode.Decompress, leaveOpen: true);
            IdxArray array = ReadArray(unpacked, source, magic, file.Length * MaxDeflateRatio, compressed: true);
            CheckGzipEnd(file, source, array.Bytes.Length + HeaderLength(magic));
            return array;
        }
        catch (InvalidDataException e)
        {
            throw new InvalidInputException($"{source}: damaged gzip data; fetch the file again.", e);
        }
    }

    private static int HeaderLength(int magic) => magic == ImagesMagic ? 16 : 8;

    private static IdxArray ReadArray(Stream stream, string source, int magic, long mostBytes, bool compressed)
    {
        Span<byte> header = stackalloc byte[HeaderLength(magic)];
        int got = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        CheckMagic(header[..got], source, magic);
        if (got < header.Length)
            throw new InvalidInputException($"{source}: truncated: it ends after {got} bytes, inside its header of {header.Length}; fetch the file again.");
        uint count = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        uint rows = magic == ImagesMagic ? BinaryPrimitives.ReadUInt32BigEndian(header[8..]) : 1;
        uint columns = magic == ImagesMagic ? BinaryPrimitives.ReadUInt32BigEndian(header[12..]) : 1;
        if (count == 0)
            throw new InvalidInputException($"{source}: holds no items: its header counts 0.");
        if (rows is 0 or > MaxSide || columns is 0 or > MaxSide)
            throw new InvalidInputException($"{source}: its header says images of {rows}x{columns} pixels; sides of 1 to {MaxSide} are read.");
        long promised = (long)count * rows * columns;
        if (promised > Array.MaxLength)
            throw new InvalidInputException($"{source}: its header promises {promised} bytes, more than one set can hold ({Array.MaxLength}).");
        // Before any allocation: a lying header must not cost memory.
        if (promised > mostBytes - (compressed ? 0 : header.Length))
            throw Truncated(source, promised, compressed ? null : mostBytes - header.Length);
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)promised);
        got = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (got < bytes.Length)
            throw Truncated(source, promised, got);
        if (stream.ReadByte() >= 0)
        {
            throw new InvalidInputException(
                $"{source}: more bytes follow the {promised} that its header promises, at offset {header.Length + promised}; fetch the file again.");
        }

        return new IdxArray((int)count, (int)rows, (int)columns, bytes);
    }

    private static void CheckMagic(ReadOnlySpan<byte> header, string source, int magic)
    {
        string wanted = magic == ImagesMagic ? "images" : "labels";
        if (header.Length < 4)
            throw new InvalidInputException($"{source}: truncated: it ends after {header.Length} bytes, inside its magic number; fetch the file again.");
        int found = BinaryPrimitives.ReadInt32BigEndian(header);
        if (found == magic)
            return;
        if (found is ImagesMagic or LabelsMagic)
        {
            throw new InvalidInputException(
                $"{source}: holds {(found == ImagesMagic ? "images" : "labels")} (magic number 0x{found:X8}), not {wanted}; are the two files swapped?");
        }

        throw new InvalidInputException($"{source}: wrong magic number 0x{found:X8}; an IDX file of {wanted} starts with 0x{magic:X8}.");
    }

    private static InvalidInputException Truncated(string source, long promised, long? found)
    {
        string has = found is null ? "the file is far too short for that" : $"only {found} are there";
        return new InvalidInputException($"{source}: truncated: its header promises {promised} bytes of data, {has}; fetch the file again.");
    }

    // GZipStream does not notice when the checksum and length at the very end are cut off.
    private static void CheckGzipEnd(Stream file, string source, long unpackedLength)
    {
        Span<byte> length = stackalloc byte[4];
        file.Seek(-4, SeekOrigin.End);
        file.ReadExactly(length);
        if (BinaryPrimitives.ReadUInt32LittleEndian(length) != (uint)unpackedLength)
            throw new InvalidInputException($"{source}: truncated or damaged: its gzip length does not match its content; fetch the file again.");
    }
}
