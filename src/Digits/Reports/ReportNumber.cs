using System.Globalization;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>
/// A number of <c>metrics.json</c> as the report shows it: rounded for people, exact in a <c>data</c> element's value, and with the number's key in
/// <c>metrics.json</c> as <c>data-key</c>, so that a program can check the page.
/// </summary>
internal static class ReportNumber
{
    private static readonly CultureInfo _culture = CultureInfo.InvariantCulture;

    /// <summary>A share of 0 to 1 in percent.</summary>
    internal static string Share(string key, double value, int decimals = 2) => Markup(key, value, $"{(100 * value).ToString($"F{decimals}", _culture)} %");

    /// <summary>A number with decimal places.</summary>
    internal static string Decimal(string key, double value, int decimals = 4) => Markup(key, value, value.ToString($"F{decimals}", _culture));

    /// <summary>A share or number that may be missing.</summary>
    internal static string Decimal(string key, double? value, int decimals = 4) => value is { } number ? Decimal(key, number, decimals) : "–";

    /// <summary>A count.</summary>
    internal static string Count(string key, long value) => Markup(key, value, value.ToString("#,0", _culture));

    /// <summary>A p value, which may be very small.</summary>
    internal static string Probability(string key, double value) => Markup(key, value, value < 0.0001 ? "< 0.0001" : value.ToString("F4", _culture));

    private static string Markup(string key, double value, string shown) =>
        $"<data value=\"{value.ToString("R", _culture)}\" data-key=\"{MarkupText.Escape(key)}\">{MarkupText.Escape(shown)}</data>";
}
