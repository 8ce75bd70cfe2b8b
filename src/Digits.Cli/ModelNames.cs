namespace Digits.Cli;

/// <summary>Short names for model files.</summary>
internal static class ModelNames
{
    /// <summary>A name a model: the file's or, where that is the usual model.onnx, its folder's; with a number where two are the same.</summary>
    internal static string[] Of(IReadOnlyList<string> paths)
    {
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        return [.. paths.Select(path =>
        {
            string name = Path.GetFileNameWithoutExtension(path);
            if (name == "model" && Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) is { Length: > 0 } folder)
                name = folder;
            string unique = name;
            for (int number = 2; !taken.Add(unique); number++)
                unique = $"{name}-{number}";
            return unique;
        }),];
    }
}
