using System.Text;
using Digits.Engine;

namespace Digits.Data;

/// <summary>Weka's attribute-relation files, as OpenML has them: lines that name the columns, <c>@data</c>, and then comma-separated text.</summary>
internal static class Arff
{
    private static readonly CsvDialect _dialect = new(',', '\'', '%');

    /// <summary>Whether a text is one: its first line that is no comment begins with <c>@relation</c>.</summary>
    public static bool Is(ReadOnlySpan<byte> text)
    {
        while (true)
        {
            ReadOnlySpan<byte> line = TextTable.FirstLine(text);
            if (!line.TrimStart(" \t"u8).StartsWith("%"u8))
                return line.Length >= 9 && Encoding.ASCII.GetString(line[..9]).Equals("@relation", StringComparison.OrdinalIgnoreCase);
            text = text.TrimStart("\r\n"u8)[line.Length..];
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="head">Its beginning, with all of its header.</param>
    /// <param name="stream">All of it.</param>
    /// <param name="source">What messages call it.</param>
    /// <param name="name">The set's name.</param>
    /// <exception cref="InvalidInputException">The header or a value is not as it should be.</exception>
    public static DigitData Read(byte[] head, Stream stream, string source, string name)
    {
        List<string> names = [];
        int at = 0;
        while (at < head.Length)
        {
            int length = head.AsSpan(at).IndexOf((byte)'\n') + 1;
            if (length == 0)
                length = head.Length - at;
            string line = Encoding.UTF8.GetString(head, at, length).Trim();
            at += length;
            if (line.StartsWith("@attribute", StringComparison.OrdinalIgnoreCase))
                names.Add(NameIn(line["@attribute".Length..].TrimStart()));
            else if (line.StartsWith("@data", StringComparison.OrdinalIgnoreCase))
                return ReadData(head, at, names, stream, source, name);
        }

        throw new InvalidInputException($"{source}: an ARFF file without a line '@data' in its first {head.Length:N0} bytes; fetch the file again.");
    }

    private static DigitData ReadData(byte[] head, int at, List<string> names, Stream stream, string source, string name)
    {
        if (TextTable.FirstLine(head.AsSpan(at)).TrimStart(" "u8).StartsWith("{"u8))
            throw new InvalidInputException($"{source}: a sparse ARFF file, which is not read; write it with all values in each line.");
        stream.ReadExactly(new byte[at]);
        return TextTable.Read(stream, _dialect, [.. names], "ARFF", source, name);
    }

    private static string NameIn(string rest)
    {
        if (rest.Length > 1 && (rest[0] is '\'' or '"') && rest.IndexOf(rest[0], 1) is > 0 and var end)
            return rest[1..end];
        return rest.Split([' ', '\t', '{'])[0];
    }
}
