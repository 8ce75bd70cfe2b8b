using System.Globalization;
using System.Net;
using System.Xml;

namespace Digits.Reports.Drawing;

/// <summary>Numbers and text as they stand in markup.</summary>
public static class MarkupText
{
    /// <summary>A number as SVG likes it: at most two decimal places, a point, no trailing zeros.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is infinite or not a number.</exception>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "Not a place in a picture.");

        return (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);
    }

    /// <summary>Text as it stands in markup or in an attribute; what XML cannot hold becomes U+FFFD.</summary>
    public static string Escape(string text)
    {
        // HtmlEncode replaces lone surrogates; control characters it leaves.
        string encoded = WebUtility.HtmlEncode(text);
        return string.Concat(encoded.Select(c => char.IsSurrogate(c) || XmlConvert.IsXmlChar(c) ? c : '\uFFFD'));
    }
}
