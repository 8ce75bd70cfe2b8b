namespace Digits.Tests.Shared;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
/// <param name="inMemory">Whether to have it in memory where the system can: for tests that write so often that a disk would be most of their time.</param>
public sealed class TempFolder(bool inMemory = false) : IDisposable
{
    private const string Memory = "/dev/shm";

    public string Path { get; } = inMemory && Directory.Exists(Memory)
        ? Directory.CreateDirectory(System.IO.Path.Combine(Memory, $"digits-tests-{Guid.NewGuid():N}")).FullName
        : Directory.CreateTempSubdirectory("digits-tests-").FullName;

    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    public string Write(string relative, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[relative])!);
        File.WriteAllBytes(this[relative], bytes);
        return this[relative];
    }

    public string Write(string relative, string text) => Write(relative, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>All files below, as relative paths with '/'.</summary>
    public string[] Files() => Below(Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories));

    /// <summary>Everything below, folders too, as relative paths with '/'.</summary>
    public string[] Entries() => Below(Directory.EnumerateFileSystemEntries(Path, "*", SearchOption.AllDirectories));

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private string[] Below(IEnumerable<string> entries) =>
        [.. entries.Select(entry => System.IO.Path.GetRelativePath(Path, entry).Replace('\\', '/')).Order(StringComparer.Ordinal)];
}
