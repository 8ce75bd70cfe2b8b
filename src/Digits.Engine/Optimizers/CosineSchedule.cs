namespace Digits.Engine;

/// <summary>Half a cosine from the base rate down to a last share of it (Loshchilov and Hutter, 2017, without restarts), after a linear warm-up.</summary>
public sealed class CosineSchedule : Schedule
{
    private readonly double _warmUp;
    private readonly double _last;

    /// <summary>A cosine schedule.</summary>
    /// <param name="warmUp">The share of all steps in which the rate rises from near zero, 0 up to below 1.</param>
    /// <param name="last">The share of the base rate at the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is out of range.</exception>
    public CosineSchedule(double warmUp = 0, double last = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(warmUp);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(warmUp, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(last);
        (_warmUp, _last) = (warmUp, last);
    }

    /// <inheritdoc />
    public override double Factor(long step, long totalSteps)
    {
        double warm = _warmUp * totalSteps;
        if (step < warm)
            return (step + 1) / (warm + 1);

        double progress = Math.Min(1, (step - warm) / Math.Max(1, totalSteps - warm));
        return _last + ((1 - _last) * 0.5 * (1 + Math.Cos(Math.PI * progress)));
    }
}
