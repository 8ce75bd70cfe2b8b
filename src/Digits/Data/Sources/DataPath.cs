using Digits.Engine;

namespace Digits.Data;

/// <summary>
/// Loads the data set at a path, of whatever kind it is. Behind a folder or archive may stand which of its sets is meant: <c>emnist/emnist-letters</c>,
/// <c>archive.zip/train.csv</c>.
/// </summary>
internal static class DataPath
{
    /// <summary>Whether there is something to load at a path.</summary>
    public static bool Exists(string path) => Path.Exists(path) || Divide(path) is not null;

    public static DigitData Load(string path, string? name = null) => LettersFromOne.Apply(DigitNames.Apply(LoadAsIs(path, name)));

    private static DigitData LoadAsIs(string path, string? name)
    {
        try
        {
            name ??= Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
            string? chosen = null;
            if (!Path.Exists(path) && Divide(path) is { } divided)
                (path, chosen) = divided;
            if (Directory.Exists(path))
                return DataTree.Load(FileTree.OfFolder(path), name, chosen);
            return File.Exists(path)
                ? DataFiles.Load(new DiskFile(Path.GetFileName(path), path), path, name, chosen)
                : throw new InvalidInputException($"{path}: no such file or folder.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path}: cannot be read: {AtomicFile.OneLine(e)}", e);
        }
    }

    // The folder with a set's IDX files, or the archive, and what is chosen of it.
    private static (string Path, string Chosen)? Divide(string path)
    {
        string trimmed = Path.TrimEndingDirectorySeparator(path);
        string set = Path.GetFileName(trimmed);
        if (set.Length == 0)
            return null;
        string folder = Path.GetDirectoryName(trimmed) is { Length: > 0 } above ? above : ".";
        if (Directory.Exists(folder) && Emnist.SplitOf(set) is not null && HasIdx(folder, set))
            return (folder, set);
        string? archive = Path.GetDirectoryName(trimmed);
        while (!string.IsNullOrEmpty(archive) && !Path.Exists(archive))
            archive = Path.GetDirectoryName(archive);
        return File.Exists(archive) ? (archive, trimmed[(archive.Length + 1)..].Replace('\\', '/')) : null;
    }

    private static bool HasIdx(string folder, string set)
    {
        EnumerationOptions options = new()
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = 1,
            IgnoreInaccessible = true,
            MatchCasing = MatchCasing.CaseInsensitive,
        };
        return Directory.EnumerateFiles(folder, $"{set}-*ubyte*", options).Any();
    }
}
