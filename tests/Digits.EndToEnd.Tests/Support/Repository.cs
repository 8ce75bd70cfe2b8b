namespace Digits.EndToEnd.Tests.Support;

/// <summary>Files of the repository that these tests were built from.</summary>
public static class Repository
{
    private static readonly Lazy<string> _root = new(() =>
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder, "Digits.slnx")))
            folder = Path.GetDirectoryName(folder);

        return folder ?? throw new InvalidOperationException("The tests do not run inside a clone of the repository.");
    });

    public static string File(string path) => Path.Combine(_root.Value, path);
}
