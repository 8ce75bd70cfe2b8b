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
    private readonly List<long> _lines = [];
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
            ReadLabel();
            _lines.Add(rows.Line);
            if (TryReadBytes())
                _sink.Add(_row);
            else
                ReadNumbers();
        }
        while (rows.Read());
        if (!_sink.TryFinish(out byte[] pixels, out string? note))
            throw OutOfRange(_sink.Odd);
        note ??= _numbers is null ? null : PixelRange.Decimals("the file");
        return layout.Label.Count == 0
            ? (new DigitSet(name, layout.Side, layout.Side, pixels, null) { Source = source }, note)
            : (_labels.Label(name, layout.Side, layout.Side, pixels, source), note);
    }

    private void ReadLabel()
    {
        LabelColumns label = layout.Label;
        if (label.Count == 1 && !_labels.TryAdd(rows.Field(label.First)))
            throw Unreadable(label.First);
        if (!label.AreOneHot)
            return;
        int hot = label.Hot(rows);
        if (hot < 0)
        {
            throw new InvalidInputException(
                $"{source}: line {rows.Line}: columns {label.First + 1} to {label.First + label.Count} are not one 1 among zeros, as one-hot labels are.");
        }

        _labels.Add((byte)hot);
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

    private InvalidInputException OutOfRange(int pixel)
    {
        (int row, int place) = Math.DivRem(pixel, _row.Length);
        return new InvalidInputException(
            $"{source}: line {_lines[row]}, column {layout.Pixels[place] + 1}: '{_sink.At(pixel):R}' is not a pixel; "
            + $"pixels are {PixelRange.Usual} throughout.");
    }

    private InvalidInputException Unreadable(int column)
    {
        ReadOnlySpan<byte> field = rows.Field(column);
        if (field.IsEmpty && !layout.Label.Contains(column))
            return new InvalidInputException($"{source}: line {rows.Line}, column {column + 1} is empty; fill in a number, such as 0 for a blank pixel.");
        if (field.IsEmpty)
            return new InvalidInputException($"{source}: line {rows.Line}, column {column + 1}: the label is missing; fill it in, or leave the line out.");
        string shown = Encoding.UTF8.GetString(field[..Math.Min(field.Length, 20)]).ReplaceLineEndings(" ");
        string wanted = !layout.Label.Contains(column)
            ? $"a pixel, a number of {PixelRange.Usual}"
            : layout.HasWords ? $"one of at most {ClassNames.Most} class names" : "a label, a whole number of 0 to 255";
        return new InvalidInputException($"{source}: line {rows.Line}, column {column + 1}: '{shown}' is not {wanted}.");
    }
}
