namespace Digits.Reports.Drawing;

/// <summary>Equal differences are equal distances.</summary>
public sealed record LinearScale(double From, double To, double Start, double End) : Scale(From, To, Start, End)
{
    /// <summary>From 0 to 1 or a part of it that holds all the shares, with the axis's ends at round numbers.</summary>
    public static LinearScale OfShares(double lowest, double highest, double start, double end, int ticks = 5)
    {
        // A single value, or nearly so, gets some room around it.
        double spread = Math.Max(0, 0.01 - (highest - lowest));
        return Covering(Math.Max(0, lowest - spread), Math.Min(1, highest + spread), start, end, ticks);
    }

    /// <summary>From the round number at or below the lowest value to the one at or above the highest.</summary>
    /// <param name="lowest">The lowest value.</param>
    /// <param name="highest">The highest value.</param>
    /// <param name="start">The place of the lower end.</param>
    /// <param name="end">The place of the upper end.</param>
    /// <param name="ticks">About how many ticks.</param>
    public static LinearScale Covering(double lowest, double highest, double start, double end, int ticks = 5)
    {
        double largest = Math.Max(Math.Abs(lowest), Math.Abs(highest));
        if (highest - lowest <= Math.Max(largest * 1e-9, LeastShown))
        {
            double margin = largest <= LeastShown ? 1 : Math.Abs(lowest) * 0.1;
            (lowest, highest) = (lowest - margin, highest + margin);
        }

        NiceStep step = NiceStep.For(highest - lowest, ticks);
        long first = step.CountBelow(lowest);
        long last = step.CountAbove(highest);
        return new LinearScale(step.Times(first), step.Times(last), start, end) { Ticks = step.Multiples(first, last) };
    }

    /// <summary>From one value to another as they are, with round numbers named in between.</summary>
    public static LinearScale Between(double from, double to, double start, double end, int ticks = 5, bool whole = false)
    {
        NiceStep step = NiceStep.For(to - from, ticks);
        if (whole && step.Size < 1)
            step = new NiceStep(1, 0);
        return new LinearScale(from, to, start, end) { Ticks = step.Multiples(step.CountAbove(from), step.CountBelow(to)) };
    }

    /// <inheritdoc />
    public override double At(double value) => Start + ((value - From) / (To - From) * (End - Start));
}
