namespace Digits.Engine.Tests.Structure;

/// <summary>The engine's folders import one another in one direction, from the plans down to the kernels, and none holds more files than can be looked over.</summary>
public sealed class FolderTests
{
    private const int MostFiles = 25;

    /// <summary>What each folder may use; "." is the project's own folder, whose types everybody may use. A folder's name stands for its subfolders, unless these have lines of their own.</summary>
    private static readonly Dictionary<string, string[]> _mayUse = new()
    {
        ["."] = [],
        ["Kernels"] = [],
        ["Layers"] = ["Kernels"],
        ["Losses"] = ["Kernels"],
        ["Networks"] = ["Layers"],
        ["Optimizers"] = ["Kernels", "Layers", "Networks"],
        ["Onnx"] = ["Layers", "Networks"],
        ["Plans/Layout"] = ["Kernels", "Layers", "Networks"],
        ["Plans/Batch"] = ["Kernels", "Layers", "Networks", "Plans/Layout"],
        ["Plans/Single"] = ["Kernels", "Layers", "Networks", "Plans/Layout"],
        ["Plans"] = ["Kernels", "Layers", "Losses", "Networks", "Optimizers", "Plans/Layout", "Plans/Batch", "Plans/Single"],
        ["Benchmarks"] = ["Kernels", "Layers", "Networks", "Optimizers", "Plans"],
    };

    [Fact]
    public void Folders_import_one_another_in_one_direction()
    {
        FolderImports imports = new(typeof(Network).Assembly.Location, Source());

        string[] wrong = [.. imports.All.Where(import => !IsAllowed(Room(import.From), Room(import.To))).Select(import => import.ToString()).Order()];

        wrong.ShouldBeEmpty();
        imports.All.ShouldContain(new FolderImport("Layers", "Kernels", "Conv2D", "WindowGeometry"));
        imports.All.ShouldContain(new FolderImport("Plans/Batch", "Layers", "OperationFactory", "Conv2D"));
    }

    [Fact]
    public void The_allowed_directions_have_no_circle()
    {
        HashSet<string> done = [];
        while (_mayUse.FirstOrDefault(line => !done.Contains(line.Key) && line.Value.All(done.Contains)) is { Key: { } room })
            done.Add(room);

        done.ShouldBe(_mayUse.Keys, ignoreOrder: true);
    }

    [Fact]
    public void No_folder_holds_more_files_than_can_be_looked_over()
    {
        foreach (string folder in Directory.EnumerateDirectories(Source(), "*", SearchOption.AllDirectories).Append(Source()))
            Directory.EnumerateFiles(folder, "*.cs").Count().ShouldBeLessThanOrEqualTo(MostFiles, folder);
    }

    private static bool IsAllowed(string from, string to) => from == to || to == "." || _mayUse[from].Contains(to);

    private static string Room(string folder)
    {
        while (!_mayUse.ContainsKey(folder))
            folder = folder[..folder.LastIndexOf('/')];

        return folder;
    }

    private static string Source()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Digits.slnx")))
            folder = Path.GetDirectoryName(folder);

        return Path.Combine(folder ?? throw new InvalidOperationException("The tests do not run inside a clone of the repository."), "src", "Digits.Engine");
    }
}
