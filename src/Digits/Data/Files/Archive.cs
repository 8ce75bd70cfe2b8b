using System.Formats.Tar;
using System.IO.Compression;
using Digits.Engine;

namespace Digits.Data;

/// <summary>Lists what lies in a ZIP or tar archive. Nothing is written to disk.</summary>
internal static class Archive
{
    private const int MostEntries = 4_000_000;
    private const long MostInMemory = 1L << 30;

    /// <summary>Whether a file begins as a ZIP archive does.</summary>
    public static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8);

    /// <summary>Whether a file begins as a tar archive does.</summary>
    public static bool IsTar(ReadOnlySpan<byte> head) => head.Length > 262 && head[257..].StartsWith("ustar"u8);

    /// <summary>Gives the tree of a ZIP archive to <paramref name="use"/>.</summary>
    /// <exception cref="InvalidInputException">It is damaged, encrypted or too large.</exception>
    public static T UseZip<T>(DataFile file, Func<FileTree, T> use) => file.ReadSeekable(stream => Guard(file, () =>
    {
        using ZipArchive zip = new(stream, ZipArchiveMode.Read, leaveOpen: true);
        UnpackedSize all = new(stream.Length, file.Source);
        List<DataFile> files = [];
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            string name = Clean(entry.FullName);
            if (name.Length == 0 || name.EndsWith('/'))
                continue;
            if (entry.IsEncrypted)
            {
                throw new InvalidInputException(
                    $"{file.Source}: is encrypted ({Shown(name)} among others); unpack it with its password, and give the folder.");
            }

            files.Add(new PackedFile(name, $"{file.Source}/{Shown(name)}", () => new CountedStream(entry.Open(), all)));
            CheckCount(file, files.Count);
        }

        return use(new FileTree(file.Source, files));
    }));

    /// <summary>Gives the tree of a tar archive to <paramref name="use"/>; a packed one is unpacked into memory.</summary>
    /// <exception cref="InvalidInputException">It is damaged or too large.</exception>
    public static T UseTar<T>(DataFile file, Func<FileTree, T> use) => file.Read(stream => Guard(file, () =>
    {
        using TarGuard guard = new(stream);
        using TarReader tar = new(guard, leaveOpen: true);
        List<DataFile> files = [];
        long kept = 0;
        while (tar.GetNextEntry() is { } entry)
        {
            string name = Clean(entry.Name);
            bool isFile = entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile;
            if (!isFile || name.Length == 0)
                continue;
            byte[] bytes = [];
            if (!Clutter.Is(name) && entry.DataStream is { } data)
            {
                kept += data.Length;
                if (kept > MostInMemory)
                    throw new InvalidInputException($"{file.Source}: holds more than {MostInMemory >> 20:N0} MiB; unpack it, and give the folder.");
                bytes = new PackedFile(name, $"{file.Source}/{Shown(name)}", () => new JoinedStream(default, data)).ReadBytes(Array.MaxLength);
            }

            files.Add(new PackedFile(name, $"{file.Source}/{Shown(name)}", () => new MemoryStream(bytes, writable: false)));
            CheckCount(file, files.Count);
        }

        return use(new FileTree(file.Source, files));
    }));

    /// <summary>Whether an exception is what .NET's readers of archives throw at bytes that are not as they should be.</summary>
    public static bool IsDamage(Exception e) =>
        e is InvalidDataException or IOException or NotSupportedException or FormatException or ArgumentException or OverflowException;

    private static T Guard<T>(DataFile file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new InvalidInputException($"{file.Source}: the archive is damaged: {AtomicFile.OneLine(e)} Fetch it again.", e);
        }
    }

    private static void CheckCount(DataFile file, int count)
    {
        if (count > MostEntries)
            throw new InvalidInputException($"{file.Source}: holds more than {MostEntries:N0} files, as no data set does.");
    }

    // Some programs write backslashes, some begin with "./".
    private static string Clean(string name)
    {
        name = name.Replace('\\', '/').TrimStart('/');
        while (name.StartsWith("./", StringComparison.Ordinal))
            name = name[2..];
        return name;
    }

    private static string Shown(string name) => string.Concat(name.Select(letter => char.IsControl(letter) ? '?' : letter));
}
