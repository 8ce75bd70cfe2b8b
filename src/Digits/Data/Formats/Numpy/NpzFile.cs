using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Digits.Engine;
using ICSharpCode.SharpZipLib.Checksum;

namespace Digits.Data;

/// <summary>NumPy's archive of arrays, as Keras publishes MNIST: <c>x_train</c>, <c>y_train</c>, <c>x_test</c>, <c>y_test</c> and other usual names.</summary>
internal static class NpzFile
{
    private const int MostArrays = 1000;

    /// <summary>Whether a file is a ZIP archive that begins with an array of NumPy's, by its first bytes.</summary>
    public static bool IsAt(ReadOnlySpan<byte> head)
    {
        const int NameAt = 30;
        if (head.Length < NameAt || !head.StartsWith("PK\u0003\u0004"u8))
            return false;
        int length = BinaryPrimitives.ReadUInt16LittleEndian(head[26..]);
        return NameAt + length <= head.Length && head.Slice(NameAt, length).EndsWith(".npy"u8);
    }

    /// <summary>Reads the arrays that make a data set.</summary>
    /// <param name="stream">A seekable stream.</param>
    /// <param name="path">What messages call the file.</param>
    /// <param name="name">The set's name.</param>
    /// <exception cref="InvalidInputException">The file is damaged or holds no pictures.</exception>
    public static DigitData Read(Stream stream, string path, string name) =>
        Use(stream, path, arrays => ArraySets.Read(path, name, "a NumPy archive", arrays, ArrayConventions.Rows));

    /// <summary>Gives all arrays of a file to <paramref name="use"/>.</summary>
    /// <exception cref="InvalidInputException">The file is damaged.</exception>
    public static T Use<T>(Stream stream, string path, Func<IReadOnlyList<NamedArray>, T> use)
    {
        try
        {
            using ZipArchive zip = new(stream, ZipArchiveMode.Read, leaveOpen: true);
            ZipArchiveEntry[] entries = [.. zip.Entries.Where(entry => IsArray(entry.FullName)).Take(MostArrays)];
            return use([.. entries.Select(entry => ArrayOf(entry, path))]);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or IOException)
        {
            throw new InvalidInputException($"{path}: the archive is damaged or cut short ({AtomicFile.OneLine(e).TrimEnd('.')}); fetch or save it again.", e);
        }
    }

    private static bool IsArray(string name) => name.EndsWith(".npy", StringComparison.OrdinalIgnoreCase);

    private static NamedArray ArrayOf(ZipArchiveEntry entry, string path)
    {
        string source = $"{path}: {NamedArray.Shown(entry.FullName)}";
        NpyHeader header;
        using (Stream stream = entry.Open())
            header = NpyHeader.Read(stream, source);
        if (header.DataBytes != entry.Length - header.Length || !NamedArray.CanUnpackTo(entry.CompressedLength, entry.Length))
        {
            throw new InvalidInputException(
                $"{source}: its header promises {header.DataBytes} bytes of elements, but {entry.Length - header.Length} are there; save it again.");
        }

        return new NamedArray(
            entry.FullName[..^4],
            header.Shape,
            header.Type,
            header.IsColumnMajor,
            () => Checked(entry, header, source));
    }

    /// <summary>The blocks of an entry, whose checksum is compared at the end: a ZIP archive does not do that by itself.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Checked(ZipArchiveEntry entry, NpyHeader header, string source)
    {
        using Stream stream = entry.Open();
        byte[] start = new byte[header.Length];
        stream.ReadExactly(start);
        Crc32 checksum = new();
        checksum.Update(start);
        foreach (ReadOnlyMemory<byte> block in NamedArray.BlocksOf(() => stream, header.DataBytes, header.Type.Size, source, keepOpen: true))
        {
            checksum.Update(MemoryMarshal.TryGetArray(block, out ArraySegment<byte> bytes) ? bytes : block.ToArray());
            yield return block;
        }

        if (checksum.Value != entry.Crc32)
            throw new InvalidInputException($"{source}: is damaged: its checksum differs; fetch or save it again.");
    }
}
