using Digits.Engine;

namespace Digits.Data;

/// <summary>Writes beside a place and then moves there, so that nobody finds half of it.</summary>
internal static class ExportPlace
{
    /// <summary>Writes a file.</summary>
    public static IReadOnlyList<string> File(string place, bool overwrite, Func<string, string> write)
    {
        if (overwrite && Directory.Exists(place))
            throw new InvalidInputException($"{place}: is a folder, and a file is to be written; give another place.");
        return [write(place)];
    }

    /// <summary>Writes a folder, replacing what was exported there before.</summary>
    /// <exception cref="InvalidInputException">The place cannot be written.</exception>
    /// <exception cref="WorkFailedException">Writing failed, as on a full disk.</exception>
    public static IReadOnlyList<string> Folder(string place, bool overwrite, Func<string, IEnumerable<string>> write)
    {
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(place));
        string beside = $"{target}.{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
        if (System.IO.File.Exists(target))
            throw new InvalidInputException($"{place}: is a file, and a folder is to be written; give another place.");
        try
        {
            Directory.CreateDirectory(beside);
            string[] files = [.. write(beside).Select(file => Path.Combine(place, Path.GetRelativePath(beside, file)))];
            if (Directory.Exists(target))
                Directory.Delete(target, recursive: overwrite);
            Directory.Move(beside, target);
            return files;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw e is UnauthorizedAccessException or DirectoryNotFoundException or PathTooLongException
                ? new InvalidInputException($"{place}: cannot be written: {AtomicFile.OneLine(e)} Choose another place.", e)
                : new WorkFailedException($"{place}: cannot be written: {AtomicFile.OneLine(e)} Free space or choose another place.", e);
        }
        finally
        {
            TryDelete(beside);
        }
    }

    private static void TryDelete(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The failure that led here is what matters.
        }
    }
}
