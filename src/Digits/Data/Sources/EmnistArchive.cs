using System.IO.Compression;
using Digits.Engine;

namespace Digits.Data;

/// <summary>The one archive in which EMNIST is published: gzip files of IDX and mapping files, for all splits.</summary>
internal static class EmnistArchive
{
    public const string FileName = "gzip.zip";
    private const long MostBytes = 1L << 30;

    /// <summary>Copies the files of one split out of the archive.</summary>
    /// <exception cref="InvalidInputException">The archive is damaged, or does not hold the split.</exception>
    public static void Extract(string archive, string split, string folder)
    {
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(archive);
            ZipArchiveEntry[] entries = [.. zip.Entries.Where(entry => entry.Name.StartsWith($"emnist-{split}-", StringComparison.Ordinal))];
            if (entries.Length == 0)
                throw new InvalidInputException($"{archive}: holds no files emnist-{split}-…; delete it to have it fetched again.");
            foreach (ZipArchiveEntry entry in entries)
            {
                if (entry.Length > MostBytes)
                    throw new InvalidDataException($"{entry.Name} has {entry.Length} bytes");
                AtomicFile.Write(Path.Combine(folder, entry.Name), target =>
                {
                    using Stream content = entry.Open();
                    content.CopyTo(target);
                });
            }
        }
        catch (InvalidDataException e)
        {
            throw new InvalidInputException($"{archive}: is damaged ({AtomicFile.OneLine(e).TrimEnd('.')}); delete it to have it fetched again.", e);
        }
    }
}
