namespace Digits.Reports;

/// <summary>
/// About how wide text is. Which font the reader has is unknown, so this is on the wide side for Latin text; scripts of wide letters count as such.
/// </summary>
internal static class TextSize
{
    private const double Letter = 0.58;
    private const double Narrow = 0.33;
    private const double Wide = 1.05;
    private const int FirstWide = 0x1100;

    /// <summary>The width in pixels.</summary>
    internal static double Width(string text, double size = 12)
    {
        double sum = 0;
        foreach (char letter in text)
            sum += letter is ' ' or '.' or ',' or 'i' or 'l' or 'j' or '\'' or '|' ? Narrow : letter >= FirstWide && letter is < '\u2000' or > '\u2FFF' ? Wide : Letter;
        return sum * size;
    }

    /// <summary>The text, or as much of its beginning as fits with an ellipsis.</summary>
    internal static string Fit(string text, double width, double size = 12)
    {
        if (Width(text, size) <= width)
            return text;
        int length = text.Length;
        while (length > 1 && Width(text[..length], size) + size > width)
            length--;
        if (char.IsHighSurrogate(text[length - 1]) && length > 1)
            length--;
        return text[..length].TrimEnd() + "…";
    }
}
