namespace Digits.Engine;

/// <summary>Writes a file beside its place and renames it, so that no reader ever sees half of it.</summary>
public static class AtomicFile
{
    /// <summary>Writes <paramref name="path"/> by <paramref name="write"/>, making its folder where that is missing.</summary>
    /// <exception cref="InvalidInputException">Nothing can be written in that place.</exception>
    /// <exception cref="WorkFailedException">Writing failed, as on a full disk. Whatever stood in the place before still does.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string beside = $"{path}.{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
            using (FileStream stream = new(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch (Exception e)
        {
            TryDelete(beside);
            if (e is UnauthorizedAccessException or DirectoryNotFoundException or PathTooLongException || (e is IOException && IsBlocked(path)))
                throw new InvalidInputException($"{path}: cannot be written: {OneLine(e)} Choose another place.", e);
            if (e is IOException)
                throw new WorkFailedException($"{path}: cannot be written: {OneLine(e)} Free space or choose another place.", e);
            throw;
        }
    }

    /// <summary>An exception's message as one line with its full stop.</summary>
    public static string OneLine(Exception e) => e.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ') + ".";

    /// <summary>Whether a folder stands in the file's place, or a file in that of one of its folders.</summary>
    private static bool IsBlocked(string path)
    {
        for (string? folder = Path.GetDirectoryName(Path.GetFullPath(path)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(folder))
                return true;
        }

        return Directory.Exists(path);
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The failure that brought us here is the one to report.
        }
    }
}
