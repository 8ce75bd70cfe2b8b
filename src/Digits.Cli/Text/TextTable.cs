using System.Text;

namespace Digits.Cli;

/// <summary>Rows of cells in aligned columns: the first column to the left, all others to the right.</summary>
internal static class TextTable
{
    /// <summary>Formats a table.</summary>
    /// <param name="rows">The cells, as many in each row.</param>
    /// <param name="gap">What stands between columns.</param>
    /// <param name="leftColumns">How many columns are aligned to the left.</param>
    internal static string Format(IReadOnlyList<IReadOnlyList<string>> rows, string gap = "  ", int leftColumns = 1)
    {
        if (rows.Count == 0)
            return "";
        int[] widths = [.. Enumerable.Range(0, rows[0].Count).Select(column => rows.Max(row => row[column].Length))];
        StringBuilder text = new();
        foreach (IReadOnlyList<string> row in rows)
        {
            IEnumerable<string> cells = row.Select((cell, i) => i < leftColumns ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
            text.AppendLine(string.Join(gap, cells).TrimEnd());
        }

        return text.ToString();
    }
}
