using Digits.Engine;

namespace Digits.Data;

/// <summary>
/// The files of a folder or an archive, so that both are searched by the same code. Clutter is left out, and folders without files do not count.
/// </summary>
internal sealed class FileTree
{
    // archive/parts/train/3/picture.png
    private const int MaxDepth = 4;
    private const int MostFiles = 4_000_000;

    private readonly string _prefix;

    /// <summary>Makes a tree of files in any order.</summary>
    /// <param name="source">What messages call the folder or archive.</param>
    /// <param name="files">The files.</param>
    public FileTree(string source, IEnumerable<DataFile> files)
        : this(source, "", [.. files.OrderBy(file => file.Name, StringComparer.Ordinal)])
    {
        int all = Files.Length;
        Files = [.. Files.Where(file => !Clutter.Is(file.Name))];
        Hidden = all - Files.Length;
    }

    private FileTree(string source, string prefix, DataFile[] files) => (Source, _prefix, Files) = (source, prefix, files);

    /// <summary>What messages call the folder or archive.</summary>
    public string Source { get; }

    /// <summary>All files, at any depth, by their paths (ordinal).</summary>
    public DataFile[] Files { get; }

    /// <summary>How many files were left out as <see cref="Clutter"/>.</summary>
    public int Hidden { get; }

    /// <summary>The files that lie in no sub-folder.</summary>
    public IEnumerable<DataFile> Direct => Files.Where(file => !Below(file).Contains('/', StringComparison.Ordinal));

    /// <summary>The sub-folders that have files, by name (ordinal).</summary>
    public IEnumerable<FileTree> Folders => Files.Where(file => Below(file).Contains('/', StringComparison.Ordinal))
        .GroupBy(file => Below(file).Split('/')[0], StringComparer.Ordinal)
        .Select(group => new FileTree($"{Source.TrimEnd('/')}/{group.Key}", $"{_prefix}{group.Key}/", [.. group]));

    /// <summary>The folder's own name; empty for the tree as a whole.</summary>
    public string Name => _prefix.TrimEnd('/').Split('/')[^1];

    /// <summary>The tree of a folder on disk.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="isWhole">Whether all in it may belong to the set; else only what lies at most one folder down, and what may be entered.</param>
    /// <exception cref="InvalidInputException">The folder cannot be read, or holds too many files.</exception>
    public static FileTree OfFolder(string path, bool isWhole = true)
    {
        // A folder that may not be entered is an error: its class would else be missing without a word.
        EnumerationOptions options = new()
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = isWhole ? MaxDepth : 1,
            IgnoreInaccessible = !isWhole,
            AttributesToSkip = OperatingSystem.IsWindows() ? FileAttributes.Hidden | FileAttributes.System : FileAttributes.None,
        };
        try
        {
            List<DataFile> files = [];
            foreach (string file in Directory.EnumerateFiles(path, "*", options))
            {
                string name = Path.GetRelativePath(path, file);
                files.Add(new DiskFile(Path.DirectorySeparatorChar == '/' ? name : name.Replace(Path.DirectorySeparatorChar, '/'), file));
                if (files.Count > MostFiles)
                    throw new InvalidInputException($"{path}: holds more than {MostFiles:N0} files, as no data set does; give the folder of the set alone.");
            }

            return new FileTree(path, files);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path}: cannot be read: {AtomicFile.OneLine(e)}", e);
        }
    }

    /// <summary>A file's path inside this folder.</summary>
    public string Below(DataFile file) => file.Name[_prefix.Length..];
}
