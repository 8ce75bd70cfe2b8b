using Digits.Engine;

namespace Digits.Data;

/// <summary>
/// A folder of pictures of digits, with what they say in <c>labels.tsv</c>: columns between tabs, named in the first line. <c>file</c> and <c>text</c> are
/// read and others left alone; white space within a text, such as between rows, does not count.
/// </summary>
public sealed class StringFolder
{
    /// <summary>The file with the labels.</summary>
    public const string LabelsFile = "labels.tsv";

    private const int MaxFileBytes = 1 << 28;

    private StringFolder(string path, IReadOnlyList<LabeledString> strings) => (Path, Strings) = (path, strings);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The folder's own name.</summary>
    public string Name => new DirectoryInfo(Path).Name;

    /// <summary>The pictures in the order of the labels, at least one; each is a file that exists.</summary>
    public IReadOnlyList<LabeledString> Strings { get; }

    /// <summary>Reads a folder's labels and looks for its pictures.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="InvalidInputException">The folder or its labels are missing, a line of the labels is wrong, or a picture is missing.</exception>
    public static StringFolder Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!Directory.Exists(path))
            throw new InvalidInputException($"{path}: {(File.Exists(path) ? $"is a file; give the folder that holds {LabelsFile}" : "no such folder")}.");
        string labels = System.IO.Path.Combine(path, LabelsFile);
        if (!File.Exists(labels))
            throw new InvalidInputException($"{path}: has no {LabelsFile}, which names each picture and its digits: columns file and text, a tab between.");

        string[] lines = InputFile.ReadAllLines(labels, MaxFileBytes);
        (int file, int text) = Columns(labels, lines.Length == 0 ? "" : lines[0]);
        List<LabeledString> strings = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int i = 1; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;
            string where = $"{labels}, line {i + 1}";
            LabeledString label = Parse(where, path, lines[i].Split('\t'), file, text);
            if (!seen.Add(label.File))
                throw new InvalidInputException($"{where}: {label.File} is labeled twice; remove one of the lines.");
            strings.Add(label);
        }

        return strings.Count > 0 ? new StringFolder(path, strings) : throw new InvalidInputException($"{labels}: has no pictures, only its first line.");
    }

    private static (int File, int Text) Columns(string labels, string header)
    {
        string[] names = header.Split('\t');
        int file = Array.IndexOf(names, "file");
        int text = Array.IndexOf(names, "text");
        return file >= 0 && text >= 0
            ? (file, text)
            : throw new InvalidInputException($"{labels}: the first line must name the columns file and text, a tab between; it is '{Shortened(header)}'.");
    }

    private static LabeledString Parse(string where, string folder, string[] cells, int file, int text)
    {
        // Editors cut empty cells off a line's end: a picture without digits has no text.
        if (cells.Length <= file || cells[file].Length == 0)
            throw new InvalidInputException($"{where}: names no file.");
        string digits = cells.Length <= text ? "" : string.Concat(cells[text].Where(c => !char.IsWhiteSpace(c)));
        if (digits.FirstOrDefault(c => !char.IsAsciiDigit(c)) is var other and not '\0')
            throw new InvalidInputException($"{where}: the text '{Shortened(cells[text])}' has '{other}' in it; only digits and white space are allowed.");
        string path = System.IO.Path.Combine(folder, cells[file]);
        return File.Exists(path)
            ? new LabeledString(cells[file], path, digits)
            : throw new InvalidInputException($"{where}: {path}: no such file.");
    }

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
