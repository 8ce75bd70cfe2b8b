using Digits.Engine;

namespace Digits.Cli;

/// <summary>The folder that results will go into.</summary>
internal static class OutputFolder
{
    /// <summary>Makes sure, before long work begins, that files can be written there. Nothing is left behind.</summary>
    /// <exception cref="DigitsException">They cannot.</exception>
    internal static void RequireWritable(string folder)
    {
        string existing = Path.GetFullPath(folder);
        while (!Path.Exists(existing) && Path.GetDirectoryName(existing) is { } parent)
            existing = parent;
        if (!Directory.Exists(existing))
        {
            string problem = File.Exists(existing) ? "is a file" : "does not exist";
            throw new InvalidInputException($"{folder}: cannot be written: {existing} {problem}. Choose another place with --out.");
        }

        try
        {
            string probe = Path.Combine(existing, $".digits-{Guid.NewGuid():N}.tmp");
            using FileStream stream = new(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{folder}: cannot be written: {AtomicFile.OneLine(e)} Choose another place with --out.", e);
        }
    }
}
