namespace Digits.EndToEnd.Tests.Support;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
/// <param name="inMemory">Whether to have it in memory, where there is such a place: for tests that write so often that a disk would be most of their time.</param>
public sealed class TempFolder(bool inMemory = false) : IDisposable
{
    private const string Memory = "/dev/shm";

    public string Path { get; } = inMemory && Directory.Exists(Memory)
        ? Directory.CreateDirectory(System.IO.Path.Combine(Memory, $"digits-end-to-end-{Guid.NewGuid():N}")).FullName
        : Directory.CreateTempSubdirectory("digits-end-to-end-").FullName;

    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    public string Write(string relative, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[relative])!);
        File.WriteAllBytes(this[relative], bytes);
        return this[relative];
    }

    /// <summary>Everything below, folders too, as relative paths with '/'.</summary>
    public string[] Entries() =>
        [.. Directory.EnumerateFileSystemEntries(Path, "*", SearchOption.AllDirectories).Select(e => System.IO.Path.GetRelativePath(Path, e).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
