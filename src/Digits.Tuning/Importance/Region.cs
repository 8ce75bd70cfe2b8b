namespace Digits.Tuning;

/// <summary>What a leaf of a tree covers of one feature.</summary>
/// <param name="From">Of a number, the lower end, 0 to 1.</param>
/// <param name="To">Of a number, the upper end, which belongs to it.</param>
/// <param name="Choices">Of a choice, which ones; null for a number.</param>
internal sealed record Region(double From, double To, bool[]? Choices = null)
{
    /// <summary>The share of the feature's values: a number's are spread evenly from 0 to 1, and choices have the same weight each.</summary>
    internal double Measure => Choices is null ? To - From : (double)Choices.Count(choice => choice) / Choices.Length;

    /// <summary>All values of a feature.</summary>
    /// <param name="choices">So many choices; 0 for a number.</param>
    internal static Region Whole(int choices) => choices == 0 ? new Region(0, 1) : new Region(0, 1, [.. Enumerable.Repeat(true, choices)]);

    /// <summary>Whether a value lies in it; the ends of the feature's range reach as far as need be.</summary>
    internal bool Contains(double value) => Choices is not null ? Choices[(int)value] : (value > From || From == 0) && (value <= To || To == 1);
}
