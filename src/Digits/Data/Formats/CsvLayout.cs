using System.Buffers.Text;
using System.Text;
using CsvHelper;
using Digits.Engine;

namespace Digits.Data;

/// <summary>What the first line of a CSV file of digits tells about all lines.</summary>
/// <param name="HasHeader">Whether the first line names the columns rather than being an image.</param>
/// <param name="Columns">Number of columns of every line.</param>
/// <param name="LabelColumn">Index of the label's column; -1 where the file has no labels.</param>
/// <param name="Side">Height and width of the images, in pixels.</param>
internal readonly record struct CsvLayout(bool HasHeader, int Columns, int LabelColumn, int Side)
{
    /// <summary>Looks at the line that <paramref name="reader"/> has just read.</summary>
    /// <exception cref="DigitsException">The columns are not a square image, with or without a label.</exception>
    public static CsvLayout Of(CsvReader reader, string source)
    {
        int columns = reader.FieldCount;
        bool hasHeader = !IsNumber(reader.GetSpan(0)) || !IsNumber(reader.GetSpan(columns - 1));
        int labelColumn = hasHeader ? FindLabel(reader) : IsSquare(columns) ? -1 : 0;
        int area = labelColumn < 0 ? columns : columns - 1;
        if (area == 0 || !IsSquare(area))
        {
            throw new InvalidInputException(
                $"{source}: line {reader.LineNumber}: {columns} columns, {(labelColumn < 0 ? "none" : "one")} of them the label: "
                + $"{area} pixels are not a square image; 28x28 has 784 columns and one for the label.");
        }

        return new CsvLayout(hasHeader, columns, labelColumn, (int)Math.Sqrt(area));
    }

    private static int FindLabel(CsvReader reader)
    {
        for (int i = 0; i < reader.FieldCount; i++)
        {
            if (Encoding.UTF8.GetString(reader.GetSpan(i)).Equals("label", StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }

    private static bool IsNumber(ReadOnlySpan<byte> field) => Utf8Parser.TryParse(field, out double _, out int used) && used == field.Length;

    private static bool IsSquare(int n) => (int)Math.Sqrt(n) is var side && side * side == n;
}
