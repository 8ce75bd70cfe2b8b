using System.IO.Enumeration;

namespace Digits.Cli;

/// <summary>Patterns such as <c>scans/*.jpg</c> and <c>**/page-?.png</c>, for shells that leave them to the program.</summary>
internal static class PathPattern
{
    private const string AnyFolders = "**";

    private static readonly EnumerationOptions _visible = new() { AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };

    private static readonly EnumerationOptions _visibleBelow = new()
    {
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        RecurseSubdirectories = true,
        IgnoreInaccessible = false,
    };

    internal static bool IsPattern(string path) => path.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>The files in a folder and below it; hidden ones are passed over.</summary>
    internal static IEnumerable<string> FilesBelow(string folder) => Directory.EnumerateFiles(folder, "*", _visibleBelow);

    /// <summary>The files that a pattern stands for: * for any characters, ? for one, ** for any number of folders.</summary>
    internal static IEnumerable<string> Match(string pattern)
    {
        string root = Path.GetPathRoot(pattern) ?? "";
        string[] steps = pattern[root.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> folders = [root];
        foreach (string step in steps[..^1])
            folders = folders.SelectMany(folder => Folders(folder, step));
        return folders.SelectMany(folder => Entries(folder, steps[^1], Directory.EnumerateFiles)).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Folders(string folder, string step)
    {
        if (step != AnyFolders)
            return IsPattern(step) ? Entries(folder, step, Directory.EnumerateDirectories) : [Path.Combine(folder, step)];
        string start = folder.Length == 0 ? "." : folder;
        if (!Directory.Exists(start))
            return [];
        return Directory.EnumerateDirectories(start, "*", _visibleBelow)
            .Select(below => folder.Length == 0 ? Path.GetRelativePath(".", below) : below)
            .Prepend(folder);
    }

    private static IEnumerable<string> Entries(string folder, string pattern, Func<string, string, EnumerationOptions, IEnumerable<string>> enumerate)
    {
        string start = folder.Length == 0 ? "." : folder;
        if (!Directory.Exists(start))
            return [];
        return enumerate(start, "*", _visible)
            .Select(path => Path.GetFileName(path))
            .Where(name => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: OperatingSystem.IsWindows()))
            .Select(name => Path.Combine(folder, name));
    }
}
