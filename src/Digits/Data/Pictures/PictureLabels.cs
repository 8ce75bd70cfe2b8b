using System.Text.RegularExpressions;
using Digits.Engine;

namespace Digits.Data;

/// <summary>Pictures that lie together, with their labels in their names or in a table beside them.</summary>
internal static partial class PictureLabels
{
    /// <summary>What is tried, the likeliest first. Only a pattern that fits all names counts.</summary>
    private static readonly (Regex Pattern, string Description)[] _patterns =
    [
        (Leading(), "the digit that each name begins with"),
        (Worded(), "the digit behind the word in each name"),
        (Trailing(), "the digit that each name ends with"),
    ];

    /// <summary>Reads the pictures of a folder whose names tell their labels.</summary>
    /// <returns>The set; null where the pictures have no labels, or there are none.</returns>
    /// <exception cref="InvalidInputException">A picture is not as it should be.</exception>
    public static DigitData? Read(FileTree tree, string name, string source)
    {
        DataFile[] pictures = [.. tree.Direct.Where(PictureFiles.Is)];
        if (pictures.Length == 0)
            return null;
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
            return new DigitData(PictureFiles.Read(pictures, labels, name, source), null)
            {
                Format = $"pictures in one folder, labelled by {description} ({pictures[0].FileName}: {labels[0]})",
                Notes = LeftOut(tree, pictures.Length),
            };
        }

        return null;
    }

    /// <summary>Reads pictures that a table beside them labels, or one for each part.</summary>
    /// <returns>The data; null where there is no such table.</returns>
    /// <exception cref="InvalidInputException">A table or a picture is not as it should be.</exception>
    public static DigitData? ReadTables(FileTree tree, string name)
    {
        PictureTable[] tables = PictureTable.In(tree);
        if (tables.Length == 0)
            return null;
        PictureTable? train = Of(tables, ArrayPart.Train);
        PictureTable? test = Of(tables, ArrayPart.Test);
        PictureTable? validation = Of(tables, ArrayPart.Validation);
        if (tables.Length > 1 && (train is null || (test ?? validation) is null))
        {
            throw new InvalidInputException(
                $"{tree.Source}: {string.Join(", ", tables.Select(table => table.FileName))} all name pictures; keep one, or call two train.csv and "
                + "test.csv.");
        }

        PictureTable?[] used = tables.Length == 1 ? [tables[0]] : [train, test, validation];
        DigitSet?[] sets = [.. used.Select(table => table?.Read(name, tree.Source))];
        if (sets[0] is null)
            return null;
        int files = sets.Sum(set => set?.Count ?? 0) + used.Count(table => table is not null);
        return new DigitData(sets[0], sets.ElementAtOrDefault(1))
        {
            Validation = sets.ElementAtOrDefault(2),
            Format = $"pictures labelled by {string.Join(", ", used.OfType<PictureTable>().Select(table => table.FileName))}",
            Notes = LeftOut(tree, files),
        };
    }

    /// <summary>Whether a folder has pictures that lie there with their labels.</summary>
    public static bool AreIn(FileTree tree) => AreNamed(tree) || (tree.Direct.Any(PictureFiles.Is) && PictureTable.In(tree).Length > 0);

    /// <summary>Whether a folder has pictures whose names may tell their labels.</summary>
    public static bool AreNamed(FileTree tree)
    {
        string[] stems = [.. tree.Direct.Where(PictureFiles.Is).Select(file => Path.GetFileNameWithoutExtension(file.FileName))];
        return stems.Length > 0 && Array.Exists(_patterns, one => Array.TrueForAll(stems, one.Pattern.IsMatch));
    }

    private static PictureTable? Of(PictureTable[] tables, ArrayPart part) =>
        Array.Find(tables, table => ArrayName.Of(Path.GetFileNameWithoutExtension(table.FileName)).Part == part);

    private static string[] LeftOut(FileTree tree, int used) => tree.Files.Length > used ? [$"{tree.Files.Length - used:N0} other files were left out."] : [];

    [GeneratedRegex(@"^(?<label>[0-9])(?![0-9])", RegexOptions.ExplicitCapture)]
    private static partial Regex Leading();

    [GeneratedRegex(@"(^|[^a-z])(digit|label|class|number|num|zahl)[-_ =]?(?<label>[0-9])(?![0-9])", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Worded();

    [GeneratedRegex(@"[^0-9](?<label>[0-9])$", RegexOptions.ExplicitCapture)]
    private static partial Regex Trailing();
}
