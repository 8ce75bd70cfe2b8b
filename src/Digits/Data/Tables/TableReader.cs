using System.Buffers.Text;
using System.Text;
using Digits.Engine;

namespace Digits.Data;

/// <summary>Reads the lines of a table whose layout is known: bytes at once, and numbers of other kinds where a line has them.</summary>
internal sealed class TableReader(CsvRows rows, CsvLayout layout, string source)
{
    private readonly byte[] _row = new byte[layout.Pixels.Length];
    private readonly PixelSink _sink = new(layout.Pixels.Length);
    private readonly TableLabels _labels = new(layout.HasWords);
    private double[]? _numbers;

    /// <summary>Reads from this line to the last.</summary>
    /// <returns>The set, and what was made of its numbers; null for nothing.</returns>
    /// <exception cref="InvalidInputException">A column or value is not as it should be; the message names it.</exception>
    public (DigitSet Set, string? Note) Read(string name)
    {
        long count = 0;
        do
        {
            if (rows.Count != layout.Columns)
                throw new InvalidInputException($"{source}: line {rows.Line}: {rows.Count} columns, but the lines above have {layout.Columns}.");
            if (++count * _row.Length > Array.MaxLength)
                throw new InvalidInputException($"{source}: line {rows.Line}: more images than one set can hold.");
            if (layout.LabelColumn >= 0 && !_labels.TryAdd(rows.Field(layout.LabelColumn)))
                throw Unreadable(layout.LabelColumn);
            if (TryReadBytes())
                _sink.Add(_row);
            else
                ReadNumbers();
        }
        while (rows.Read());
        string? note = _sink.Note(hasFractions: _numbers is not null);
        byte[] pixels = _sink.ToArray();
        return layout.LabelColumn < 0
            ? (new DigitSet(name, layout.Side, layout.Side, pixels, null) { Source = source }, note)
            : (_labels.Label(name, layout.Side, layout.Side, pixels, source), note);
    }

    private bool TryReadBytes()
    {
        int[] columns = layout.Pixels;
        for (int i = 0; i < columns.Length; i++)
        {
            ReadOnlySpan<byte> field = rows.Field(columns[i]);
            if (!Utf8Parser.TryParse(field, out byte value, out int used) || used != field.Length)
                return false;
            _row[i] = value;
        }

        return true;
    }

    private void ReadNumbers()
    {
        _numbers ??= new double[_row.Length];
        for (int i = 0; i < _numbers.Length; i++)
        {
            if (!TableNumber.TryParse(rows.Field(layout.Pixels[i]), out _numbers[i]))
                throw Unreadable(layout.Pixels[i]);
        }

        if (_sink.Add(_numbers) is >= 0 and var wrong)
            throw Unreadable(layout.Pixels[wrong]);
    }

    private InvalidInputException Unreadable(int column)
    {
        ReadOnlySpan<byte> field = rows.Field(column);
        string shown = Encoding.UTF8.GetString(field[..Math.Min(field.Length, 20)]).ReplaceLineEndings(" ");
        string wanted = column != layout.LabelColumn
            ? "a pixel, a number of 0 to 255 or, throughout, of 0 to 1"
            : layout.HasWords ? $"one of at most {ClassNames.Most} class names" : "a label, a whole number of 0 to 255";
        return new InvalidInputException($"{source}: line {rows.Line}, column {column + 1}: '{shown}' is not {wanted}.");
    }
}
