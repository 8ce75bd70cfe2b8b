namespace Digits.Reading;

/// <summary>A line of digits that was read.</summary>
/// <param name="Digits">The digits, from left to right.</param>
/// <param name="Confidence">The probability that these are the line's digits, none missing and none too many.</param>
internal sealed record ReadLine(IReadOnlyList<ReadDigit> Digits, double Confidence)
{
    /// <summary>The line without its digits that are less sure.</summary>
    internal ReadLine Without(double least) => this with { Digits = [.. Digits.Where(digit => digit.Confidence >= least)] };
}
