using CsvHelper;

namespace Digits.Data;

/// <summary>The lines of a delimited text. The first are read ahead, so that what they have in common can be seen before they are used.</summary>
internal sealed class CsvRows : IDisposable
{
    // 4096 x 4096 pixels of up to four characters; a longer line is not a picture of a digit.
    private const int MaxLineBytes = 1 << 26;

    // Fifty lines of MNIST.
    private const int FieldsAhead = 40_000;
    private const int RowsAhead = 50;

    private readonly CsvReader _reader;
    private readonly List<CsvRow> _ahead = [];
    private int _at = -1;

    /// <summary>Reads the first lines.</summary>
    /// <param name="stream">The text, in UTF-8.</param>
    /// <param name="dialect">What stands between its fields.</param>
    public CsvRows(Stream stream, CsvDialect dialect)
    {
        _reader = CsvReader.Create(stream, Options(dialect), leaveOpen: true);
        int fields = 0;
        while (fields < FieldsAhead && _ahead.Count < RowsAhead && _reader.Read())
        {
            CsvRow row = CsvRow.Of(_reader);
            fields += row.Count;
            _ahead.Add(row);
        }
    }

    /// <summary>The first lines.</summary>
    public IReadOnlyList<CsvRow> Ahead => _ahead;

    /// <summary>Number of fields of this line.</summary>
    public int Count => Current?.Count ?? _reader.FieldCount;

    /// <summary>The number of this line in the file, from 1.</summary>
    public long Line => Current?.Line ?? _reader.LineNumber;

    private CsvRow? Current => _at < _ahead.Count ? _ahead[_at] : null;

    /// <summary>Goes to the next line.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="CsvFormatException">It is malformed.</exception>
    public bool Read()
    {
        if (_at < _ahead.Count)
            _at++;
        return _at < _ahead.Count || _reader.Read();
    }

    /// <summary>A field of this line, without quotation marks and outer spaces.</summary>
    public ReadOnlySpan<byte> Field(int column) => _at < _ahead.Count ? _ahead[_at].Field(column) : _reader.GetSpan(column);

    /// <summary>All lines, kept.</summary>
    /// <exception cref="CsvFormatException">One is malformed.</exception>
    public List<CsvRow> All()
    {
        List<CsvRow> all = [.. _ahead];
        while (_reader.Read())
            all.Add(CsvRow.Of(_reader));
        return all;
    }

    /// <inheritdoc />
    public void Dispose() => _reader.Dispose();

    private static CsvReaderOptions Options(CsvDialect dialect) => new()
    {
        Separator = dialect.Separator,
        Quote = dialect.Quote,
        CommentPrefix = dialect.Comment,
        HasHeader = false,
        AllowLineBreaksInQuotes = false,
        TrimWhitespace = true,
        WhitespaceCharacters = dialect.Separator == '\t' ? " " : " \t",
        TrackLineNumbers = true,
        MaxRecordSize = MaxLineBytes,
        MalformedData = CsvMalformedDataHandling.Throw,
        IncludeValuesInExceptions = false,
        BufferSize = 1 << 18,
    };
}
