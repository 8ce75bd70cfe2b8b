namespace Digits.Tests.Shared;

/// <summary>Which folders of a project may use which.</summary>
/// <param name="assemblyFile">The compiled project.</param>
/// <param name="project">The project's folder in the repository, such as <c>src/Digits</c>.</param>
/// <param name="mayUse">
/// The folders that each folder may use; "." is the project's own folder, whose types every folder may use. A folder's name stands for its subfolders, unless
/// these have lines of their own.
/// </param>
internal sealed class FolderRules(string assemblyFile, string project, IReadOnlyDictionary<string, string[]> mayUse)
{
    private const int MostFiles = 26;
    private const int MostCharacters = 160;
    private readonly FolderImports _imports = new(assemblyFile, SourceOf(project));

    /// <summary>Every use of one folder's type by another's.</summary>
    internal IReadOnlyCollection<FolderImport> Imports => _imports.All;

    /// <summary>The uses against the rules.</summary>
    internal string[] Violations() => [.. Imports.Where(import => !IsAllowed(Room(import.From), Room(import.To))).Select(import => import.ToString()).Order()];

    /// <summary>The folders whose rules make a circle.</summary>
    internal string[] Circles()
    {
        HashSet<string> done = [];
        while (mayUse.FirstOrDefault(line => !done.Contains(line.Key) && line.Value.All(done.Contains)) is { Key: { } room })
            done.Add(room);

        return [.. mayUse.Keys.Except(done)];
    }

    /// <summary>The folders with more files than can be looked over.</summary>
    internal string[] Crowded() =>
    [
        .. Directory.EnumerateDirectories(SourceOf(project), "*", SearchOption.AllDirectories).Append(SourceOf(project))
            .Where(folder => !folder.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Where(folder => Directory.EnumerateFiles(folder, "*.cs").Count() > MostFiles),
    ];

    /// <summary>The lines that are longer than 160 characters.</summary>
    internal string[] LongLines() =>
    [
        .. from file in Directory.EnumerateFiles(SourceOf(project), "*.cs", SearchOption.AllDirectories)
           from line in File.ReadLines(file)
           where line.Length > MostCharacters
           select $"{Path.GetFileName(file)}: {line.Trim()}",
    ];

    /// <summary>A folder or file of the repository.</summary>
    internal static string SourceOf(string folder)
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Digits.slnx")))
            root = Path.GetDirectoryName(root);

        return Path.Combine(root ?? throw new InvalidOperationException("The tests do not run inside a clone of the repository."), folder);
    }

    private bool IsAllowed(string from, string to) => from == to || to == "." || mayUse[from].Contains(to);

    private string Room(string folder)
    {
        while (!mayUse.ContainsKey(folder))
            folder = folder.Contains('/') ? folder[..folder.LastIndexOf('/')]
                : throw new InvalidOperationException($"There is no rule for the folder {folder}.");

        return folder;
    }
}
