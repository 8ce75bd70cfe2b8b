namespace Digits.Reports;

/// <summary>How plots write numbers. What is not a number, or cannot be a share, is a dash.</summary>
internal static class Figures
{
    private const string Missing = "–";

    // Far beyond what a share can be; more would only be a long row of digits.
    private const double MostShare = 1000;

    /// <summary>A share of 0 to 1 as a percentage with so many decimal places: <c>99.10 %</c>.</summary>
    internal static string Percent(double share, int decimals = 2) =>
        Math.Abs(share) <= MostShare ? (100 * share).ToString("F" + decimals) + " %" : Missing;

    /// <summary>A share of 0 to 1 as a percentage with no more decimal places than it needs: <c>99.5 %</c>.</summary>
    internal static string PercentTick(double share) => Plain(Math.Round(100 * share, 10)) + " %";

    /// <summary>An area under a curve, with five decimal places: <c>0.99991</c>.</summary>
    internal static string Score(double score) => Math.Abs(score) <= MostShare ? score.ToString("F5") : Missing;

    /// <summary>A whole number with its thousands apart: <c>10,000</c>.</summary>
    internal static string Count(long number) => number.ToString("N0");

    /// <summary>A number with so many significant digits, without an exponent unless it is tiny or huge: <c>0.0236</c>, <c>1e-6</c>.</summary>
    internal static string Number(double value, int digits = 4)
    {
        if (!double.IsFinite(value))
            return Missing;
        double rounded = double.Parse(value.ToString("G" + digits));
        double size = Math.Abs(rounded);
        return size is 0 or (>= 1e-4 and < 1e6) ? Plain(rounded) : rounded.ToString("0.###e0");
    }

    private static string Plain(double value) => value == 0 ? "0" : value.ToString("0.##########");
}
