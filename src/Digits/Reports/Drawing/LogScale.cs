namespace Digits.Reports.Drawing;

/// <summary>Equal ratios are equal distances.</summary>
public sealed record LogScale(double From, double To, double Start, double End) : Scale(From, To, Start, End)
{
    /// <summary>From the round number at or below the lowest value to the one at or above the highest; both are above 0.</summary>
    public static LogScale Covering(double lowest, double highest, double start, double end)
    {
        (lowest, highest) = (Math.Max(lowest, LeastShown), Math.Max(highest, LeastShown));
        int decades = (int)Math.Ceiling(Math.Log10(highest) - Math.Log10(lowest));
        int[] digits = decades switch { <= 1 => [1, 2, 3, 5], <= 3 => [1, 2, 5], _ => [1] };
        int every = 1 + (decades / 9);
        int lowestDecade = (int)Math.Floor(Math.Log10(lowest)) - 1;
        int first = (int)Math.Floor((double)lowestDecade / every) * every;

        List<double> ticks = [];
        for (int decade = first; ticks.Count < 2 || ticks[^1] < highest; decade += every)
        {
            foreach (int digit in digits)
            {
                double tick = new NiceStep(digit, decade).Size;
                if (tick <= lowest)
                    ticks.Clear();
                if (ticks.Count < 2 || ticks[^1] < highest)
                    ticks.Add(tick);
            }
        }

        return new LogScale(ticks[0], ticks[^1], start, end) { Ticks = ticks };
    }

    /// <inheritdoc />
    public override double At(double value) => Start + ((Math.Log10(value) - Math.Log10(From)) / (Math.Log10(To) - Math.Log10(From)) * (End - Start));
}
