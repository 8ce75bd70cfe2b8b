using System.Globalization;
using Digits.Engine;

namespace Digits.Data;

/// <summary>What the first lines of a table of digits tell about all lines.</summary>
internal sealed class CsvLayout
{
    private CsvLayout(int columns, LabelColumns label, int[] leftOut)
    {
        (Columns, Label) = (columns, label);
        Pixels = [.. Enumerable.Range(0, columns).Where(i => !label.Contains(i) && !leftOut.Contains(i))];
        Side = (int)Math.Sqrt(Pixels.Length);
    }

    /// <summary>Number of columns of every line.</summary>
    public int Columns { get; }

    /// <summary>The columns of the label.</summary>
    public LabelColumns Label { get; }

    /// <summary>The columns of the pixels, in order.</summary>
    public int[] Pixels { get; }

    /// <summary>Height and width of the images, in pixels.</summary>
    public int Side { get; }

    /// <summary>Whether the first line names the columns rather than being an image.</summary>
    public bool HasHeader { get; private init; }

    /// <summary>Whether labels are words rather than numbers.</summary>
    public bool HasWords { get; private init; }

    /// <summary>What was found that a user may want to know: a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>How the file is laid out, for a description.</summary>
    public string Description { get; private init; } = "";

    /// <summary>Looks at the first lines.</summary>
    /// <param name="rows">The lines, at least one.</param>
    /// <param name="names">The names of the columns where something else says them; null to look for a header.</param>
    /// <param name="source">What messages call the file.</param>
    /// <exception cref="InvalidInputException">The columns are not a square image, with or without a label.</exception>
    public static CsvLayout Of(IReadOnlyList<CsvRow> rows, string[]? names, string source)
    {
        CsvRow first = rows[0];
        bool isPicture = names is null && rows.Count > 1 && IsPictureAsHeader(first, rows[1]);
        bool hasHeader = isPicture || (names is null && IsHeader(first));
        if (hasHeader && !isPicture)
            names = [.. Enumerable.Range(0, first.Count).Select(first.Text)];
        CsvRow[] data = [.. rows.Skip(hasHeader ? 1 : 0).Where(row => row.Count == first.Count)];
        if (names is not null && names.Length != first.Count)
            throw new InvalidInputException($"{source}: line {first.Line}: {first.Count} columns, but its header names {names.Length}.");
        (LabelColumns label, int[] leftOut, List<string> notes) = names is null ? Guess(first.Count, data) : ByName(names, data);
        int area = first.Count - leftOut.Length - label.Count;
        if (area < 1 || !IsSquare(area))
        {
            throw new InvalidInputException(
                $"{source}: line {first.Line}: {first.Count} columns, {(label.Count == 0 ? "none" : "one")} of them the label: "
                + $"{area} pixels are not a square image; 28x28 has 784 columns and one for the label.");
        }

        if (isPicture)
            notes.Add("The first line is a picture that pandas took for the names of the columns, and changed (0.1, 0.2 …): it was left out.");
        return new CsvLayout(first.Count, label, leftOut)
        {
            HasHeader = hasHeader,
            HasWords = label.Count == 1 && data.Length > 0 && !IsNumber(data[0].Field(label.First)),
            Notes = notes,
            Description = $"{(names is null ? "no header" : "a header")}, {Place(label, names)}",
        };
    }

    private static string Place(LabelColumns label, string[]? names)
    {
        if (label.Count == 0)
            return "no labels";
        if (label.AreOneHot)
            return $"one-hot labels in columns {label.First + 1} to {label.First + label.Count}";
        return names is null ? $"the label in column {label.First + 1}" : $"the label in column '{Shown(names[label.First])}'";
    }

    private static (LabelColumns Label, int[] LeftOut, List<string> Notes) ByName(string[] names, CsvRow[] data)
    {
        List<string> notes = [];
        int label = ColumnNames.Labels(names).FirstOrDefault(-1);
        int[] leftOut = [.. Enumerable.Range(0, names.Length).Where(i => i != label && ColumnNames.IsIndex(names[i]))];
        int[] kept = [.. Enumerable.Range(0, names.Length).Except(leftOut)];
        int rest = kept.Length - (label < 0 ? 0 : 1);
        LabelColumns? oneHot = label < 0 && !IsSquare(rest) && !IsSquare(rest - 1) ? LabelColumns.OneHot(kept, data) : null;
        if (label < 0 && !IsSquare(rest) && IsSquare(rest - 1))
        {
            label = ColumnNames.Odd([.. kept.Select(i => names[i])]) is >= 0 and var odd ? kept[odd] : -1;
            if (label < 0)
                label = kept[IsLast(data, kept[0], kept[^1]) ? ^1 : 0];
            else
                notes.Add($"Column {label + 1}, '{Shown(names[label])}', was taken for the label: its name is not like the others'.");
            rest--;
        }

        foreach (int i in leftOut)
            notes.Add($"Column {i + 1}, {(names[i].Length == 0 ? "which has no name" : $"'{Shown(names[i])}'")}, counts the lines and was left out.");
        int[] others = label < 0 || IsSquare(rest) ? [] : ColumnNames.Unlike(names, [.. kept.Where(i => i != label)]);
        if (others.Length > 0 && 2 * others.Length < rest && IsSquare(rest - others.Length))
        {
            notes.AddRange(others.Select(i => $"Column {i + 1}, '{Shown(names[i])}', is no pixel by its name and was left out."));
            leftOut = [.. leftOut, .. others];
        }

        return (oneHot ?? (label < 0 ? LabelColumns.None : LabelColumns.One(label)), leftOut, notes);
    }

    // Without names the numbers tell: one column beside a square is the label, a second one that counts is the index.
    private static (LabelColumns Label, int[] LeftOut, List<string> Notes) Guess(int columns, CsvRow[] data)
    {
        // A separator at the end of each line.
        bool isOpen = columns > 1 && data.Length > 0 && Array.TrueForAll(data, row => row.Field(columns - 1).IsEmpty);
        int end = isOpen ? columns - 1 : columns;
        List<int> leftOut = isOpen ? [columns - 1] : [];
        if (IsSquare(end))
            return (LabelColumns.None, [.. leftOut], []);
        int start = 0;
        List<string> notes = [];
        if (!IsSquare(end - 1) && IsSquare(end - 2) && Counts(data))
        {
            start = 1;
            leftOut.Add(0);
            notes.Add("Column 1 counts the lines and was left out.");
        }

        if (!IsSquare(end - start - 1) && LabelColumns.OneHot([.. Enumerable.Range(start, end - start)], data) is { } oneHot)
            return (oneHot, [.. leftOut], notes);
        bool isLast = IsLast(data, start, end - 1);
        if (isLast)
            notes.Add("The last column was taken for the label: the first cannot be it.");
        return (LabelColumns.One(isLast ? end - 1 : start), [.. leftOut], notes);
    }

    // A pixel in the corner is mostly blank, so the same in all lines, or of a range that labels never have.
    private static bool IsLast(CsvRow[] data, int first, int last)
    {
        if (data.Length > 9 && IsConstant(data, first) && !IsConstant(data, last))
            return true;
        return Array.Exists(data, row => IsNumber(row.Field(first)) && !TableNumber.TryParseLabel(row.Field(first), out _))
            && Array.TrueForAll(data, row => TableNumber.TryParseLabel(row.Field(last), out _));
    }

    private static bool Counts(CsvRow[] data)
    {
        if (data.Length < 3 || !long.TryParse(data[0].Text(0), NumberStyles.None, CultureInfo.InvariantCulture, out long first))
            return false;
        return data.Index().All(row => row.Item.Text(0) == (first + row.Index).ToString(CultureInfo.InvariantCulture));
    }

    private static bool IsConstant(CsvRow[] data, int column) => data.All(row => row.Field(column).SequenceEqual(data[0].Field(column)));

    // What pandas makes of a table without a header whose first line it reads as one: it makes all names different, so that 0, 0, 0 become 0, 0.1, 0.2.
    private static bool IsPictureAsHeader(CsvRow row, CsvRow next)
    {
        if (row.Count < 64 || next.Count != row.Count)
            return false;
        string[] names = [.. Enumerable.Range(0, row.Count).Select(row.Text)];
        return names.Count(name => name.StartsWith("0.", StringComparison.Ordinal)) > row.Count / 4
            && Enumerable.Range(0, row.Count).All(i => IsNumber(row.Field(i)))
            && names.Distinct(StringComparer.Ordinal).Count() == names.Length
            && Enumerable.Range(0, next.Count).All(i => !next.Field(i).Contains((byte)'.'));
    }

    private static bool IsHeader(CsvRow row)
    {
        int last = row.Count > 1 && row.Field(row.Count - 1).IsEmpty ? row.Count - 2 : row.Count - 1;
        if (!IsNumber(row.Field(0)) || !IsNumber(row.Field(last)) || (row.Count > 1 && !IsNumber(row.Field(1))))
            return !IsWordThenNumbers(row);
        // pandas calls columns without names 0, 1, 2… up to what no pixel can be.
        return row.Count > 257 && Enumerable.Range(0, row.Count).All(i => row.Text(i) == i.ToString(CultureInfo.InvariantCulture));
    }

    // A line of an image whose label is a word: a name stands at one end only, and the pixels are numbers that do not count.
    private static bool IsWordThenNumbers(CsvRow row)
    {
        int words = Enumerable.Range(0, row.Count).Count(i => !IsNumber(row.Field(i)));
        bool isAtEnd = row.Count > 4 && words == 1 && row.Field(0).Length > 0 && !ColumnNames.Labels([row.Text(0), row.Text(row.Count - 1)]).Any();
        return isAtEnd && (!IsNumber(row.Field(0)) || !IsNumber(row.Field(row.Count - 1))) && row.Text(1) == row.Text(2);
    }

    private static bool IsNumber(ReadOnlySpan<byte> field) => TableNumber.TryParse(field, out _);

    private static bool IsSquare(int n) => n > 0 && (int)Math.Sqrt(n) is var side && side * side == n;

    private static string Shown(string name) => name.Length <= 40 ? name.ReplaceLineEndings(" ") : $"{name[..40].ReplaceLineEndings(" ")}…";
}
