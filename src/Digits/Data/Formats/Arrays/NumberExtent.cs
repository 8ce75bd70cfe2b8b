namespace Digits.Data;

/// <summary>What is to know of many numbers to tell their range.</summary>
internal sealed class NumberExtent
{
    public double Min { get; private set; } = double.MaxValue;

    public double Max { get; private set; } = double.MinValue;

    public bool AreWhole { get; private set; } = true;

    public bool AreFinite { get; private set; } = true;

    public void Add(ReadOnlySpan<double> numbers)
    {
        foreach (double number in numbers)
        {
            Min = Math.Min(Min, number);
            Max = Math.Max(Max, number);
            AreFinite &= double.IsFinite(number);
            AreWhole = AreWhole && Math.Floor(number) == number;
        }
    }
}
