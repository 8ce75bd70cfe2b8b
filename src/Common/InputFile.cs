using Digits.Engine;

namespace Digits;

/// <summary>Opens and reads files that a user named; whatever goes wrong is one line with the file's name.</summary>
internal static class InputFile
{
    /// <summary>Opens a file and gives its stream to <paramref name="read"/>.</summary>
    /// <exception cref="DigitsException">The file is missing, is a folder, or cannot be read.</exception>
    public static T Read<T>(string path, Func<Stream, T> read)
    {
        if (Directory.Exists(path))
            throw new InvalidInputException($"{path}: is a folder; a file is wanted here.");
        if (!File.Exists(path))
            throw new InvalidInputException($"{path}: no such file.");
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            return read(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InvalidInputException($"{path}: cannot be read: {AtomicFile.OneLine(e)}", e);
        }
    }

    /// <summary>All bytes of a file.</summary>
    /// <exception cref="DigitsException">The file is missing, is a folder, is larger than <paramref name="limit"/> bytes, or cannot be read.</exception>
    public static byte[] ReadAllBytes(string path, int limit)
    {
        return Read(path, stream =>
        {
            if (stream.Length > limit)
                throw new InvalidInputException($"{path}: {stream.Length} bytes are too many; at most {limit} are read.");
            byte[] bytes = GC.AllocateUninitializedArray<byte>((int)stream.Length);
            stream.ReadExactly(bytes);
            return bytes;
        });
    }

    /// <summary>All lines of a text in UTF-8.</summary>
    /// <inheritdoc cref="ReadAllBytes" path="/exception" />
    public static string[] ReadAllLines(string path, int limit)
    {
        using StreamReader reader = new(new MemoryStream(ReadAllBytes(path, limit)));
        List<string> lines = [];
        while (reader.ReadLine() is { } line)
            lines.Add(line);
        return [.. lines];
    }
}
