using System.Buffers;

namespace Digits.Data;

/// <summary>Tells text from other files.</summary>
internal static class TextContent
{
    private static readonly SearchValues<byte> _notText = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31]);

    private static readonly string[] _extensions = [".csv", ".tsv", ".tab", ".arff", ".svm", ".libsvm", ".svmlight"];

    /// <summary>Whether a file's first bytes are text.</summary>
    public static bool Is(ReadOnlySpan<byte> head) => head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || (!head.IsEmpty && !head.ContainsAny(_notText));

    /// <summary>Whether a file is a table: its name says so, or it is text whose first line has several columns.</summary>
    public static bool IsTable(ReadOnlySpan<byte> head, string name)
    {
        if (!Is(head))
            return false;
        if (Array.Exists(_extensions, extension => name.EndsWith(extension, StringComparison.Ordinal)) || Arff.Is(head))
            return true;
        ReadOnlySpan<byte> line = TextTable.FirstLine(head);
        if (SvmText.Is(line))
            return true;
        int digits = 0;
        int separators = 0;
        foreach (byte letter in line)
        {
            digits += letter is >= (byte)'0' and <= (byte)'9' ? 1 : 0;
            separators += letter is (byte)',' or (byte)';' or (byte)'\t' or (byte)' ' ? 1 : 0;
        }

        // A sentence has no more digits than gaps.
        return separators > 3 && digits >= separators - 2;
    }
}
