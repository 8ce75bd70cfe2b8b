using Digits.Engine;

namespace Digits.Data;

/// <summary>A NumPy array file that is named itself: <c>images.npy</c> with <c>labels.npy</c> beside it, and other usual names.</summary>
internal static class NpyFile
{
    private const int MostFiles = 100;

    /// <summary>Reads the file of images, and the file of labels that lies beside it.</summary>
    /// <param name="stream">A seekable stream of the file of images.</param>
    /// <param name="path">The file, for messages and to look beside it.</param>
    /// <param name="name">The set's name.</param>
    /// <exception cref="InvalidInputException">A file is damaged, is not of pictures, or its labels do not fit.</exception>
    public static DigitData Read(Stream stream, string path, string name)
    {
        ArrayName images = ArrayName.Of(Stem(path));
        if (images.Role == ArrayRole.Labels)
            throw new InvalidInputException($"{path}: is an array of labels; give the file of images, its labels are found beside it.");
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string[] labels = Directory.Exists(folder)
            ? [.. Files(folder).Where(file => ArrayName.Of(Stem(file)) == images with { Role = ArrayRole.Labels })]
            : [];
        using FileStream? beside = labels.Length == 1 ? Open(labels[0]) : null;
        List<NamedArray> arrays = [ArrayOf(stream, path, Stem(path))];
        if (beside is not null)
            arrays.Add(ArrayOf(beside, labels[0], Stem(labels[0])));
        return ArraySets.Read(path, name, "a NumPy array", arrays, ArrayConventions.Rows);
    }

    /// <summary>The array of a file, which must stay open as long as the array is used.</summary>
    /// <param name="stream">A seekable stream.</param>
    /// <param name="path">What messages call the file.</param>
    /// <param name="name">The array's name.</param>
    /// <exception cref="InvalidInputException">The file is damaged.</exception>
    public static NamedArray ArrayOf(Stream stream, string path, string name)
    {
        stream.Position = 0;
        NpyHeader header = NpyHeader.Read(stream, path);
        if (header.DataBytes > stream.Length - header.Length)
        {
            throw new InvalidInputException(
                $"{path}: is cut short: its header promises {header.DataBytes} bytes of elements, but {stream.Length - header.Length} are there.");
        }

        return new NamedArray(
            name,
            header.Shape,
            header.Type,
            header.IsColumnMajor,
            () => NamedArray.BlocksOf(AtData, header.DataBytes, header.Type.Size, path, keepOpen: true));

        Stream AtData()
        {
            stream.Position = header.Length;
            return stream;
        }
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*.npy", new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive, IgnoreInaccessible = true })
            .Order(StringComparer.Ordinal)
            .Take(MostFiles);

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read);

    private static string Stem(string path) => Path.GetFileNameWithoutExtension(path);
}
