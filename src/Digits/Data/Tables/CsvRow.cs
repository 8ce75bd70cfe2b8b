using System.Text;
using CsvHelper;

namespace Digits.Data;

/// <summary>A line of a delimited text that is kept.</summary>
internal sealed class CsvRow
{
    private readonly byte[] _bytes;
    private readonly int[] _ends;

    private CsvRow(byte[] bytes, int[] ends, long line) => (_bytes, _ends, Line) = (bytes, ends, line);

    /// <summary>Number of fields.</summary>
    public int Count => _ends.Length;

    /// <summary>Its number in the file, from 1.</summary>
    public long Line { get; }

    /// <summary>A copy of the line that was just read.</summary>
    public static CsvRow Of(CsvReader reader)
    {
        int[] ends = new int[reader.FieldCount];
        int length = 0;
        for (int i = 0; i < ends.Length; i++)
            ends[i] = length += reader.GetSpan(i).Length;
        byte[] bytes = new byte[length];
        for (int i = 0; i < ends.Length; i++)
            reader.GetSpan(i).CopyTo(bytes.AsSpan(i == 0 ? 0 : ends[i - 1]));
        return new CsvRow(bytes, ends, reader.LineNumber);
    }

    /// <summary>A field.</summary>
    public ReadOnlySpan<byte> Field(int column)
    {
        int start = column == 0 ? 0 : _ends[column - 1];
        return _bytes.AsSpan(start, _ends[column] - start);
    }

    /// <summary>A field as text.</summary>
    public string Text(int column) => Encoding.UTF8.GetString(Field(column));
}
