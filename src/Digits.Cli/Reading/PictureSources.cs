using Digits.Engine;
using Digits.Imaging;

namespace Digits.Cli;

/// <summary>Finds the files that the arguments of <c>digits read</c> stand for.</summary>
internal static class PictureSources
{
    /// <summary>
    /// Files as they are, pictures in folders and below them, files that match a pattern, and standard input, in the order given; those of a folder or a
    /// pattern by name. What cannot be found stands in its place with the reason.
    /// </summary>
    internal static IReadOnlyList<PictureSource> Find(IEnumerable<string> arguments)
    {
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        List<PictureSource> sources = [];
        foreach (string argument in arguments)
        {
            (IReadOnlyList<string> paths, string? problem) = Expand(argument);
            sources.AddRange(problem is null
                ? paths.Select(path => new PictureSource(path, Unique(path, taken)))
                : [new PictureSource(argument, "", problem)]);
        }

        return sources;
    }

    private static (IReadOnlyList<string> Paths, string? Problem) Expand(string argument)
    {
        if (argument == PictureSource.StandardInput || File.Exists(argument))
            return ([argument], null);
        try
        {
            if (Directory.Exists(argument))
            {
                string[] inside = Pictures(PathPattern.FilesBelow(argument));
                return inside.Length > 0 ? (inside, null) : ([], $"{argument}: the folder holds no pictures.");
            }

            if (!PathPattern.IsPattern(argument))
                return ([], $"{argument}: no such file.");
            string[] matching = Pictures(PathPattern.Match(argument));
            return matching.Length > 0 ? (matching, null) : ([], $"{argument}: no picture matches this pattern.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ([], $"{argument}: cannot be read: {AtomicFile.OneLine(e)}");
        }
    }

    private static string[] Pictures(IEnumerable<string> files) => [.. files.Where(Picture.HasExtension).Order(StringComparer.Ordinal)];

    private static string Unique(string path, HashSet<string> taken)
    {
        string name = path == PictureSource.StandardInput ? "stdin" : Path.GetFileNameWithoutExtension(path);
        string unique = name;
        for (int number = 2; !taken.Add(unique); number++)
            unique = $"{name}-{number}";
        return unique;
    }
}
