namespace Digits.Data;

/// <summary>
/// What a lines network tells apart in a line of writing: the ten digits, three kinds of signs that are not digits and are left out of what is read, and the
/// blank of CTC between any two of them.
/// </summary>
internal static class LineSymbols
{
    /// <summary>Symbols below this are digits.</summary>
    public const byte Digits = 10;

    /// <summary>A dot or a comma.</summary>
    public const byte Point = 10;

    /// <summary>A dash, a double dash or a line that fills the rest of a field.</summary>
    public const byte Dash = 11;

    /// <summary>A currency sign, a letter or a scribble.</summary>
    public const byte Sign = 12;

    /// <summary>CTC's blank: the last channel of the network's output.</summary>
    public const byte Blank = 13;

    /// <summary>The channels of the network's output, the blank among them.</summary>
    public const int Count = 14;

    /// <summary>The names of the channels, in their order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enumerable.Range(0, Digits).Select(digit => $"{digit}"), "point", "dash", "sign", "blank"];
}
