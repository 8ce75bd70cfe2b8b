using CsvHelper;
using Digits.Engine;

namespace Digits.Data;

/// <summary>A table of labels alone, beside a table of pixels: <c>y_train.csv</c> beside <c>X_train.csv</c>.</summary>
internal static class LabelTable
{
    /// <summary>The pictures of a set with the labels of a file: its last column, or one-hot columns.</summary>
    /// <param name="set">The pictures.</param>
    /// <param name="file">The labels, one a line, with a header or without.</param>
    /// <exception cref="InvalidInputException">There are not as many labels as pictures, or one is none.</exception>
    public static DigitSet Label(DigitSet set, DataFile file)
    {
        if (GzipFile.Is(file.Head(2)))
            file = new GzipFile(file);
        List<CsvRow> rows = file.Read(stream => Read(stream, file));
        if (rows.Count == set.Count + 1)
            rows.RemoveAt(0);
        if (rows.Count != set.Count)
        {
            throw new InvalidInputException(
                $"{file.Source}: has {rows.Count:N0} labels for the {set.Count:N0} images of {set.Source}; there must be one for each.");
        }

        LabelColumns? oneHot = rows.Count > 0 && rows[0].Count > 2 ? LabelColumns.OneHot(rows[0].Count, rows) : null;
        bool areWords = oneHot is null && !rows.TrueForAll(row => TableNumber.TryParseLabel(row.Field(row.Count - 1), out _));
        TableLabels labels = new(areWords);
        foreach (CsvRow row in rows)
        {
            if (oneHot is { } hot)
                labels.Add((byte)hot.Hot(row));
            else if (!labels.TryAdd(row.Field(row.Count - 1)))
                throw new InvalidInputException($"{file.Source}: line {row.Line} has no label in its last column; write one whole number or word a line.");
        }

        return labels.Label(set.Name, set.Rows, set.Columns, set.Pixels.ToArray(), set.Source ?? file.Source);
    }

    private static List<CsvRow> Read(Stream stream, DataFile file)
    {
        try
        {
            return TextTable.ReadRows(stream);
        }
        catch (CsvFormatException e)
        {
            throw new InvalidInputException($"{file.Source}: line {e.LineNumber}: {AtomicFile.OneLine(e)}", e);
        }
    }
}
