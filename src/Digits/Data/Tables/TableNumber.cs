using System.Buffers.Text;

namespace Digits.Data;

/// <summary>Numbers as programs write them into tables.</summary>
internal static class TableNumber
{
    private const int MostLength = 64;

    /// <summary>Reads a number, also one with a decimal comma.</summary>
    public static bool TryParse(ReadOnlySpan<byte> field, out double value)
    {
        if (Utf8Parser.TryParse(field, out value, out int used) && used == field.Length)
            return true;
        int comma = field.IndexOf((byte)',');
        if (comma < 0 || field.Length > MostLength)
            return false;
        Span<byte> copy = stackalloc byte[field.Length];
        field.CopyTo(copy);
        copy[comma] = (byte)'.';
        return Utf8Parser.TryParse(copy, out value, out used) && used == field.Length;
    }

    /// <summary>Reads a label: a whole number of 0 to 255, also where it is written with decimals.</summary>
    public static bool TryParseLabel(ReadOnlySpan<byte> field, out byte label)
    {
        if (Utf8Parser.TryParse(field, out label, out int used) && used == field.Length)
            return true;
        bool isWhole = TryParse(field, out double value) && value is >= 0 and <= 255 && value == Math.Floor(value);
        label = isWhole ? (byte)value : (byte)0;
        return isWhole;
    }
}
