using System.Text;
using System.Text.RegularExpressions;
using Digits.Engine;

namespace Digits.Data;

/// <summary>Pictures that lie together in one folder, with their labels in their names or in a table beside them.</summary>
internal static partial class PictureLabels
{
    private const int MostTableBytes = 1 << 28;
    private static readonly string[] _tables = ["labels.csv", "labels.tsv", "labels.txt"];

    /// <summary>What is tried, the likeliest first. Only a pattern that fits all names counts.</summary>
    private static readonly (Regex Pattern, string Description)[] _patterns =
    [
        (Leading(), "the digit that each name begins with"),
        (Worded(), "the digit behind the word in each name"),
        (Trailing(), "the digit that each name ends with"),
    ];

    /// <summary>Reads them.</summary>
    /// <returns>The set; null where the pictures have no labels, or there are none.</returns>
    /// <exception cref="InvalidInputException">The table or a picture is not as it should be.</exception>
    public static DigitData? Read(FileTree tree, string name, string source)
    {
        DataFile[] pictures = [.. tree.Direct.Where(PictureFiles.Is)];
        if (pictures.Length == 0)
            return null;
        if (tree.Direct.FirstOrDefault(file => _tables.Contains(file.FileName, StringComparer.OrdinalIgnoreCase)) is { } table)
            return ReadTable(tree, table, name, source);
        string[] stems = [.. pictures.Select(file => Path.GetFileNameWithoutExtension(file.FileName))];
        foreach ((Regex pattern, string description) in _patterns)
        {
            Match[] found = [.. stems.Select(stem => pattern.Match(stem))];
            if (!Array.TrueForAll(found, match => match.Success))
                continue;
            byte[] labels = [.. found.Select(match => (byte)(match.Groups["label"].ValueSpan[0] - '0'))];
            // Names that only count the pictures have each number once.
            if (pattern == _patterns[^1].Pattern && labels.Distinct().Count() == labels.Length)
                continue;
            DigitData data = Data(tree, PictureFiles.Read(pictures, labels, name, source), pictures.Length);
            return data with { Format = $"pictures in one folder, labelled by {description} ({pictures[0].FileName}: {labels[0]})" };
        }

        return null;
    }

    /// <summary>Whether a folder has pictures that lie there with their labels.</summary>
    public static bool AreIn(FileTree tree)
    {
        string[] stems = [.. tree.Direct.Where(PictureFiles.Is).Select(file => Path.GetFileNameWithoutExtension(file.FileName))];
        return stems.Length > 0 && (tree.Direct.Any(file => _tables.Contains(file.FileName, StringComparer.OrdinalIgnoreCase))
            || Array.Exists(_patterns, one => Array.TrueForAll(stems, one.Pattern.IsMatch)));
    }

    private static DigitData? ReadTable(FileTree tree, DataFile table, string name, string source)
    {
        using MemoryStream text = new(table.ReadBytes(MostTableBytes));
        using TextLines lines = new(text, table.Source);
        Dictionary<string, DataFile> byName = new(StringComparer.Ordinal);
        foreach (DataFile file in tree.Files.Where(PictureFiles.Is))
        {
            byName.TryAdd(tree.Below(file), file);
            byName.TryAdd(file.FileName, file);
            byName.TryAdd(Path.GetFileNameWithoutExtension(file.FileName), file);
        }

        List<DataFile> files = [];
        List<string> words = [];
        while (lines.Read() is { } line)
        {
            char[] separators = line.Contains('\t', StringComparison.Ordinal) ? ['\t'] : [',', ';'];
            string[] fields = [.. line.TrimEnd('\r').Split(separators).Select(field => field.Trim().Trim('"'))];
            if (fields is [""])
                continue;
            if (fields.Length != 2)
            {
                throw new InvalidInputException(
                    $"{table.Source}: line {lines.Number} has {fields.Length} columns; two are wanted, the picture's file and its label.");
            }

            if (files.Count == 0 && !byName.ContainsKey(fields[0].Replace('\\', '/')))
            {
                // A folder of numbers of several digits has the columns file and text.
                if (fields[1].Equals("text", StringComparison.OrdinalIgnoreCase))
                    return null;
                continue;
            }

            files.Add(byName.TryGetValue(fields[0].Replace('\\', '/'), out DataFile? found)
                ? found
                : throw new InvalidInputException($"{table.Source}: line {lines.Number}: there is no picture '{Shown(fields[0])}'."));
            words.Add(fields[1]);
        }

        if (files.Count == 0)
            throw new InvalidInputException($"{table.Source}: names none of the pictures beside it; two columns are wanted, the picture's file and its label.");
        TableLabels labels = new(areWords: !words.TrueForAll(word => TableNumber.TryParseLabel(Encoding.UTF8.GetBytes(word), out _)));
        for (int i = 0; i < words.Count; i++)
        {
            if (!labels.TryAdd(Encoding.UTF8.GetBytes(words[i])))
                throw new InvalidInputException($"{table.Source}: '{Shown(words[i])}' is not a label.");
        }

        DigitSet set = PictureFiles.Read(files, null, name, source);
        set = labels.Label(name, set.Rows, set.Columns, set.Pixels.ToArray(), source);
        return Data(tree, set, files.Count + 1) with { Format = $"pictures in one folder, labelled by {table.FileName}" };
    }

    private static DigitData Data(FileTree tree, DigitSet set, int used) => new(set, null)
    {
        Notes = tree.Files.Length > used ? [$"{tree.Files.Length - used:N0} other files were left out."] : [],
    };

    private static string Shown(string text) => text.Length > 60 ? $"{text[..60]}…" : text;

    [GeneratedRegex(@"^(?<label>[0-9])(?![0-9])", RegexOptions.ExplicitCapture)]
    private static partial Regex Leading();

    [GeneratedRegex(@"(^|[^a-z])(digit|label|class|number|num|zahl)[-_ =]?(?<label>[0-9])(?![0-9])", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Worded();

    [GeneratedRegex(@"[^0-9](?<label>[0-9])$", RegexOptions.ExplicitCapture)]
    private static partial Regex Trailing();
}
