using System.Text;
using CsvHelper;
using Digits.Engine;

namespace Digits.Data;

/// <summary>Reads images from text: CSV and its relatives, ARFF and svmlight.</summary>
internal static class TextTable
{
    // A header of ARFF, or a first line of 256 x 256 pixels; a longer line has the separator of its beginning.
    private const int HeadBytes = 1 << 19;

    /// <summary>Reads a text.</summary>
    /// <param name="stream">The text, from its start; it need not be seekable.</param>
    /// <param name="source">What messages call it.</param>
    /// <param name="name">The set's name.</param>
    /// <exception cref="InvalidInputException">A line, column or value is not as it should be; the message names it.</exception>
    public static DigitData Read(Stream stream, string source, string name)
    {
        (byte[] head, stream) = LookAhead(stream);
        // Excel's "Unicode text".
        if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            (head, stream) = LookAhead(Encoding.CreateTranscodingStream(stream, head[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode, Encoding.UTF8));
        ReadOnlySpan<byte> text = head.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? head.AsSpan(3) : head;
        if (Arff.Is(text))
            return Arff.Read(head, stream, source, name);
        bool hasComment = IsComment(text);
        ReadOnlySpan<byte> first = FirstLine(text);
        if (SvmText.Is(first))
            return SvmText.Read(stream, source, name);
        CsvDialect dialect = CsvDialect.Of(first) with { Comment = hasComment ? '#' : null };
        return dialect.Separator == ' '
            ? Read(new SpacedText(stream), dialect with { Separator = ',' }, null, "a table with spaces", source, name)
            : Read(stream, dialect, null, dialect.Separator switch { ';' => "CSV with semicolons", '\t' => "a table with tabs", _ => "CSV" }, source, name);
    }

    /// <summary>All lines of a short text, as they are.</summary>
    /// <exception cref="CsvFormatException">A line is malformed.</exception>
    public static List<CsvRow> ReadRows(Stream stream)
    {
        (byte[] head, stream) = LookAhead(stream);
        CsvDialect dialect = CsvDialect.Of(FirstLine(head));
        using CsvRows rows = dialect.Separator == ' ' ? new(new SpacedText(stream), dialect with { Separator = ',' }) : new(stream, dialect);
        return rows.All();
    }

    /// <summary>Reads delimited text.</summary>
    /// <param name="stream">The text.</param>
    /// <param name="dialect">What stands between its fields.</param>
    /// <param name="names">The names of its columns, where they do not stand in its first line.</param>
    /// <param name="kind">What it is called.</param>
    /// <param name="source">What messages call it.</param>
    /// <param name="name">The set's name.</param>
    /// <exception cref="InvalidInputException">A line, column or value is not as it should be; the message names it.</exception>
    public static DigitData Read(Stream stream, CsvDialect dialect, string[]? names, string kind, string source, string name)
    {
        try
        {
            using CsvRows rows = new(stream, dialect);
            if (rows.Ahead.Count == 0)
                throw new InvalidInputException($"{source}: the file has no lines; it needs one for each image.");
            CsvLayout layout = CsvLayout.Of(rows.Ahead, names, source);
            rows.Read();
            if (layout.HasHeader && !rows.Read())
                throw new InvalidInputException($"{source}: holds no images: there is a header and nothing below it.");
            (DigitSet set, string? scale) = new TableReader(rows, layout, source).Read(name);
            PenPositions.Refuse(set, source);
            return new DigitData(set, null)
            {
                Format = $"{kind}, by its content: {layout.Description}",
                Notes = scale is null ? layout.Notes : [.. layout.Notes, scale],
            };
        }
        catch (CsvFormatException e)
        {
            throw new InvalidInputException($"{source}: line {e.LineNumber}: {AtomicFile.OneLine(e)}", e);
        }
    }

    /// <summary>The first line that is neither blank nor a comment behind <c>#</c>, or as much of it as there is.</summary>
    public static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> text)
    {
        while (true)
        {
            text = text.TrimStart("\r\n"u8);
            int end = text.IndexOfAny((byte)'\n', (byte)'\r');
            if (end < 0 || !IsComment(text))
                return end < 0 ? text : text[..end];
            text = text[end..];
        }
    }

    // A column may be called "#".
    private static bool IsComment(ReadOnlySpan<byte> text) => text is [(byte)'#', not ((byte)',' or (byte)';' or (byte)'\t'), ..];

    private static (byte[] Head, Stream All) LookAhead(Stream stream)
    {
        byte[] head = new byte[HeadBytes];
        Array.Resize(ref head, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        return (head, new JoinedStream(head, stream));
    }
}
