namespace Digits.Data;

/// <summary>What is to know of many numbers to tell their range.</summary>
internal sealed class NumberExtent
{
    public double Min { get; private set; } = double.MaxValue;

    public double Max { get; private set; } = double.MinValue;

    /// <summary>The place of the first of the smallest numbers, from 0.</summary>
    public long MinAt { get; private set; }

    /// <summary>The place of the first of the largest numbers, from 0.</summary>
    public long MaxAt { get; private set; }

    public long Count { get; private set; }

    public bool AreWhole { get; private set; } = true;

    public bool AreFinite { get; private set; } = true;

    public void Add(ReadOnlySpan<double> numbers)
    {
        foreach (double number in numbers)
        {
            if (number < Min)
                (Min, MinAt) = (number, Count);
            if (number > Max)
                (Max, MaxAt) = (number, Count);
            AreFinite &= double.IsFinite(number);
            AreWhole = AreWhole && Math.Floor(number) == number;
            Count++;
        }
    }
}
