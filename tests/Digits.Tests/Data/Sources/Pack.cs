using System.Formats.Tar;
using System.IO.Compression;

namespace Digits.Tests.Data.Sources;

/// <summary>Makes archives for tests.</summary>
internal static class Pack
{
    /// <summary>A ZIP of all files of a folder.</summary>
    public static byte[] Zip(string folder)
    {
        using MemoryStream packed = new();
        using (ZipArchive zip = new(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string path) in Files(folder))
                zip.CreateEntryFromFile(path, name);
        }

        return packed.ToArray();
    }

    /// <summary>A tar of all files of a folder.</summary>
    public static byte[] Tar(string folder, TarEntryFormat format = TarEntryFormat.Pax)
    {
        using MemoryStream packed = new();
        using (TarWriter tar = new(packed, format, leaveOpen: true))
        {
            foreach ((string name, string path) in Files(folder))
                tar.WriteEntry(path, $"./{name}");
        }

        return packed.ToArray();
    }

    private static IEnumerable<(string Name, string Path)> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => (Path.GetRelativePath(folder, path).Replace('\\', '/'), path));
}
