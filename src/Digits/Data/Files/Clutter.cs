namespace Digits.Data;

/// <summary>Files that a Mac, Windows or a version control system leaves among others.</summary>
internal static class Clutter
{
    private static readonly string[] _names = ["Thumbs.db", "ehthumbs.db", "desktop.ini", "Icon\r"];

    /// <summary>Whether a path inside a folder or archive is that of such a file.</summary>
    public static bool Is(string path)
    {
        string[] steps = path.Split('/');
        return Array.Exists(steps, step => step.StartsWith('.') || step.Equals("__MACOSX", StringComparison.OrdinalIgnoreCase))
            || _names.Contains(steps[^1], StringComparer.OrdinalIgnoreCase);
    }
}
