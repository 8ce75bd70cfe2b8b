namespace Digits.Data;

/// <summary>What stands between the fields of a text.</summary>
/// <param name="Separator">A comma, semicolon or tab.</param>
/// <param name="Quote">What stands around a field that holds a separator.</param>
/// <param name="Comment">What a line that is no data begins with; null for nothing.</param>
internal readonly record struct CsvDialect(char Separator, char Quote, char? Comment)
{
    /// <summary>What a text uses, by its first line; a space stands for any number of spaces, which <see cref="SpacedText"/> makes commas of.</summary>
    public static CsvDialect Of(ReadOnlySpan<byte> firstLine)
    {
        // Numbers may have a decimal comma and names a space, but a tab or semicolon has no other use.
        bool isQuoted = false;
        Span<int> counts = stackalloc int[4];
        counts.Clear();
        foreach (byte letter in firstLine.Trim(" \t"u8))
        {
            isQuoted ^= letter == '"';
            if (!isQuoted && Separators.IndexOf(letter) is >= 0 and var which)
                counts[which]++;
        }

        int first = counts.IndexOfAnyExcept(0);
        return new CsvDialect(first < 0 ? ',' : (char)Separators[first], '"', Comment: null);
    }

    private static ReadOnlySpan<byte> Separators => "\t;, "u8;
}
