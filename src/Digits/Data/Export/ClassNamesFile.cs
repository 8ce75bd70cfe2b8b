using System.Text;
using Digits.Engine;

namespace Digits.Data;

/// <summary>The file beside IDX files, which have no place for it, that names the classes: one a line, label 0's first.</summary>
internal static class ClassNamesFile
{
    public const string Name = "class-names.txt";
    private const int MostBytes = 1 << 16;

    /// <summary>Writes the file, where the classes have names.</summary>
    /// <returns>The file; null where the names are only the labels.</returns>
    public static string? Write(string folder, IReadOnlyList<string> names)
    {
        if (ClassNames.AreNumbers(names))
            return null;
        string path = Path.Combine(folder, Name);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(string.Join('\n', names) + "\n")));
        return path;
    }

    /// <summary>The set under the names in the file of a folder or archive; as it is where there is none.</summary>
    /// <exception cref="InvalidInputException">The names are too few, or cannot be used.</exception>
    public static DigitData Apply(FileTree tree, DigitData data)
    {
        if (tree.Direct.FirstOrDefault(file => file.FileName == Name) is not { } file)
            return data;
        string text = Encoding.UTF8.GetString(file.ReadBytes(MostBytes));
        string[] names = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return data.Named(names) with { Notes = [.. data.Notes, $"The classes are named by {Name}."] };
    }
}
