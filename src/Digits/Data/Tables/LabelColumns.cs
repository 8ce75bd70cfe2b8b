namespace Digits.Data;

/// <summary>Which columns of a table hold the label: one, or one-hot columns, of which the one that is 1 tells the class.</summary>
/// <param name="First">The first of them; -1 where there is none.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct LabelColumns(int First, int Count)
{
    public static LabelColumns None => new(-1, 0);

    /// <summary>Whether there are several, of which one is 1.</summary>
    public bool AreOneHot => Count > 1;

    public static LabelColumns One(int column) => new(column, 1);

    /// <summary>One-hot columns at the end or the start of those that are no index, beside a square picture; null where there are none.</summary>
    /// <param name="kept">The columns that may be pixels or labels, in order.</param>
    /// <param name="data">The first lines.</param>
    public static LabelColumns? OneHot(int[] kept, CsvRow[] data)
    {
        if (data.Length == 0)
            return null;
        for (int side = (int)Math.Sqrt(Math.Max(0, kept.Length - 2)); side > 1; side--)
        {
            int count = kept.Length - (side * side);
            if (count > ClassNames.Most)
                return null;
            foreach (int first in new[] { kept[^count], kept[0] })
            {
                if (Array.TrueForAll(data, row => HotOf(row.Field, first, count) >= 0))
                    return new LabelColumns(first, count);
            }
        }

        return null;
    }

    /// <summary>All columns of a table of labels; null where they are not one-hot.</summary>
    public static LabelColumns? OneHot(int count, List<CsvRow> rows) =>
        rows.TrueForAll(row => row.Count == count && HotOf(row.Field, 0, count) >= 0) ? new LabelColumns(0, count) : null;

    /// <summary>Which of a line's columns is 1, from 0.</summary>
    public int Hot(CsvRow line) => HotOf(line.Field, First, Count);

    /// <summary>Which of this line's columns is 1, from 0; -1 where they are no single 1 among zeros.</summary>
    public int Hot(CsvRows line) => HotOf(line.Field, First, Count);

    /// <summary>Whether a column is one of these.</summary>
    public bool Contains(int column) => column >= First && column < First + Count;

    private static int HotOf(FieldOf field, int first, int count)
    {
        int hot = -1;
        for (int i = 0; i < count; i++)
        {
            if (!TableNumber.TryParse(field(first + i), out double value) || value is not (0 or 1) || (value == 1 && hot >= 0))
                return -1;
            hot = value == 1 ? i : hot;
        }

        return hot;
    }

    private delegate ReadOnlySpan<byte> FieldOf(int column);
}
