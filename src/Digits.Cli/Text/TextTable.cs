using System.Text;

namespace Digits.Cli;

/// <summary>Rows of cells in aligned columns: the first column to the left, all others to the right.</summary>
internal static class TextTable
{
    internal static string Format(IReadOnlyList<IReadOnlyList<string>> rows, string gap = "  ")
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Count).Select(column => rows.Max(row => row[column].Length))];
        StringBuilder text = new();
        foreach (IReadOnlyList<string> row in rows)
        {
            IEnumerable<string> cells = row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]));
            text.AppendLine(string.Join(gap, cells).TrimEnd());
        }

        return text.ToString();
    }
}
