namespace Digits.Reports.Drawing;

/// <summary>A distance between ticks: 1, 2 or 5 times a power of ten.</summary>
internal readonly record struct NiceStep(int Digit, int Exponent)
{
    // A number this near to a multiple counts as one: 0.3 / 0.1 is 2.9999999999999996.
    private const double Near = 1e-7;

    internal double Size => Times(1);

    /// <summary>The step that cuts a range into about so many pieces.</summary>
    internal static NiceStep For(double range, int pieces)
    {
        double raw = range / pieces;
        int exponent = (int)Math.Floor(Math.Log10(raw));
        double digit = raw / Math.Pow(10, exponent);
        return digit switch
        {
            < 1.5 => new(1, exponent),
            < 3.5 => new(2, exponent),
            < 7.5 => new(5, exponent),
            _ => new(1, exponent + 1),
        };
    }

    /// <summary>How many steps from zero lead to or just below a value.</summary>
    internal long CountBelow(double value) => (long)Math.Floor((value / Size) + Near);

    /// <summary>How many steps from zero lead to or just above a value.</summary>
    internal long CountAbove(double value) => (long)Math.Ceiling((value / Size) - Near);

    /// <summary>So many steps; 3 steps of 0.1 are the number nearest to 0.3.</summary>
    internal double Times(long count) => Exponent < 0 ? count * Digit / Math.Pow(10, -Exponent) : count * Digit * Math.Pow(10, Exponent);

    internal double[] Multiples(long first, long last)
    {
        double[] multiples = new double[Math.Max(0, last - first + 1)];
        for (int i = 0; i < multiples.Length; i++)
            multiples[i] = Times(first + i);
        return multiples;
    }
}
