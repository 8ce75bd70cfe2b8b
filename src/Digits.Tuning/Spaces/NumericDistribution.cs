using Digits.Engine;

namespace Digits.Tuning;

/// <summary>Numbers between two bounds, both included; every one, or those a step apart.</summary>
public abstract record NumericDistribution : Distribution
{
    private protected NumericDistribution(double low, double high, double? step, bool log)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || low > high)
            throw new InvalidInputException(FormattableString.Invariant($"The range {low} to {high} cannot be searched; give a lower and an upper bound."));
        if (step is { } given && !(given > 0 && double.IsFinite(given)))
            throw new InvalidInputException(FormattableString.Invariant($"The step {given} cannot be used; give one above 0."));

        (Low, IsLog) = (low, log);
        Spacing = step;

        High = step is { } width ? LastReached(low, high, width) : high;
    }

    /// <summary>The least value.</summary>
    public double Low { get; }

    /// <summary>The greatest value.</summary>
    public double High { get; }

    /// <summary>Whether the search goes by factors instead of differences.</summary>
    public bool IsLog { get; }

    /// <inheritdoc />
    public override long? Count => Spacing is { } step ? (long)Math.Round((High - Low) / step) + 1 : Low == High ? 1 : null;

    /// <summary>What neighbours differ by; null where there is none.</summary>
    internal double? Spacing { get; }

    /// <inheritdoc />
    public override bool Contains(double value) =>
        value >= Low && value <= High && (Spacing is not { } step || Math.Abs(((value - Low) / step) - Math.Round((value - Low) / step)) < 1e-8);

    /// <inheritdoc />
    public override bool IsCompatible(Distribution other) => other is NumericDistribution numeric && other.GetType() == GetType() && numeric.IsLog == IsLog;

    /// <summary>The last value that steps reach: of 0 to 0.35 by 0.1 it is 0.3, as a person has it, and not the binary number 0.30000000000000004.</summary>
    private static double LastReached(double low, double high, double step)
    {
        double steps = Math.Floor(((high - low) / step) + 1e-8);
        double last = low + (steps * step);
        return Math.Abs(last) < 1e6 && step > 1e-6 ? (double)((decimal)low + ((decimal)steps * (decimal)step)) : last;
    }

    /// <summary>Where the search works: the value or its logarithm.</summary>
    internal double Inner(double value) => IsLog ? Math.Log(value) : value;

    /// <summary>The value of a place where the search works, moved to the nearest that there is.</summary>
    internal double Outer(double inner)
    {
        double value = IsLog ? Math.Exp(inner) : inner;
        if (Spacing is { } step)
            value = Low + (Math.Round((value - Low) / step) * step);

        return Math.Clamp(value, Low, High);
    }

    /// <summary>The bounds where the search works: half a step beyond the values, so that the outermost get their whole share.</summary>
    internal (double Low, double High) InnerBounds()
    {
        double margin = (Spacing ?? 0) / 2;
        return IsLog ? (Math.Log(Low - margin), Math.Log(High + margin)) : (Low - margin, High + margin);
    }

    internal override double At(double place)
    {
        (double low, double high) = InnerBounds();
        return Outer(low + (place * (high - low)));
    }

    internal override double Item(long index) => Math.Clamp(Low + (index * (Spacing ?? 0)), Low, High);
}
