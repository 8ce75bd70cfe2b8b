using System.Globalization;
using System.Text;

namespace Digits.Reports.Drawing;

/// <summary>Numbers and names as plots show them.</summary>
public static class PlotText
{
    /// <summary>A share of 0 to 1 in percent; a dash for anything else.</summary>
    public static string Percent(double share, int decimals = 2) =>
        Scale.IsShare(share) ? (100 * share).ToString($"F{decimals}", CultureInfo.InvariantCulture) + " %" : "–";

    /// <summary>A number with up to so many significant digits, such as "0.0324" or "1e-5"; a dash for NaN or infinity.</summary>
    public static string Number(double value, int digits = 4)
    {
        if (!Scale.CanShow(value))
            return "–";

        double size = Math.Abs(value);
        if (size is 0 or (>= 0.000095 and < 1_000_000))
        {
            int decimals = size == 0 ? 0 : Math.Clamp(digits - 1 - (int)Math.Floor(Math.Log10(size)), 0, 9);
            return Math.Round(value, decimals).ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture);
        }

        return value.ToString("0." + new string('#', digits - 1) + "e0", CultureInfo.InvariantCulture);
    }

    /// <summary>A whole number with commas between thousands.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number of images, such as "1 image" or "2,000 images".</summary>
    public static string Images(long count) => Count(count, "image");

    /// <summary>A number of things, such as "1 digit" or "2,000 digits".</summary>
    internal static string Count(long count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>A name with a capital letter, to begin a sentence.</summary>
    public static string Capital(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>Ticks in percent, each with as many decimals as the finest needs.</summary>
    public static IReadOnlyList<string> PercentTicks(IReadOnlyList<double> ticks)
    {
        int decimals = 0;
        while (decimals < 6 && ticks.Any(tick => Math.Abs((100 * tick) - Math.Round(100 * tick, decimals)) > 1e-9))
            decimals++;
        return [.. ticks.Select(tick => Percent(tick, decimals))];
    }

    /// <summary>About how wide text is in the widest of the usual fonts, in CSS pixels.</summary>
    public static double Width(string text, double fontSize = 12)
    {
        double width = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += rune.Value switch
            {
                'i' or 'j' or 'l' or '.' or ',' or ':' or '\'' or '|' or 'I' or ' ' => 0.33,
                'f' or 'r' or 't' or '-' or '(' or ')' or '/' => 0.41,
                'm' or 'w' or 'M' or 'W' or '%' => 0.96,
                >= 'A' and <= 'Z' => 0.7,
                < 0x1100 => 0.62,
                _ => 1.05,
            };
        }

        return width * fontSize;
    }

    /// <summary>As much of a text as fits a width, with an ellipsis where some is missing.</summary>
    public static string Fit(string text, double width, double fontSize = 12)
    {
        if (Width(text, fontSize) <= width)
            return text;

        StringBuilder start = new();
        TextElementEnumerator letters = StringInfo.GetTextElementEnumerator(text);
        while (letters.MoveNext() && Width($"{start}{letters.GetTextElement()}…", fontSize) <= width)
            start.Append(letters.GetTextElement());
        return start.ToString().TrimEnd() + "…";
    }
}
