namespace Digits.Data;

/// <summary>What columns are called that are no pixels.</summary>
internal static class ColumnNames
{
    private static readonly string[] _labels =
    [
        "label", "labels", "class", "target", "y", "digit", "digits", "number", "classname", "class_name", "category", "character", "char", "letter",
        "symbol", "answer", "ground_truth",
    ];

    private static readonly string[] _indices = ["", "id", "index", "idx", "imageid", "image_id", "row", "rowid", "row_id", "rownames", "#", "no", "nr"];

    /// <summary>The columns with the labels; the likeliest first.</summary>
    public static IEnumerable<int> Labels(string[] names) =>
        _labels.SelectMany(label => Enumerable.Range(0, names.Length).Where(i => names[i].Equals(label, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether a column only counts the lines.</summary>
    public static bool IsIndex(string name) => _indices.Contains(name, StringComparer.OrdinalIgnoreCase)
        || name.StartsWith("Unnamed:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Those of some columns whose names are not like most of them.</summary>
    public static int[] Unlike(string[] names, int[] columns)
    {
        string most = columns.GroupBy(i => Stem(names[i]), StringComparer.Ordinal).MaxBy(same => same.Count())?.Key ?? "";
        return [.. columns.Where(i => Stem(names[i]) != most)];
    }

    /// <summary>The column whose name is not like the others', at the start or end of the line; -1 where it cannot be told.</summary>
    public static int Odd(string[] names)
    {
        string[] stems = [.. names.Select(Stem)];
        if (stems.Length < 4 || stems[1..^1].Distinct(StringComparer.Ordinal).Count() != 1)
            return -1;
        return (stems[0] == stems[1], stems[^1] == stems[1]) switch
        {
            (false, true) => 0,
            (true, false) => names.Length - 1,
            _ => -1,
        };
    }

    private static string Stem(string name) => string.Concat(name.Where(letter => !char.IsAsciiDigit(letter)));
}
