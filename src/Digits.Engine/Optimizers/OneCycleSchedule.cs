namespace Digits.Engine;

/// <summary>
/// One cycle (Smith and Topin, 2018), as PyTorch's <c>OneCycleLR</c> with cosine annealing: the rate rises from the base over a divisor to the base,
/// then falls to the start over a final divisor. The base rate is the peak.
/// </summary>
public sealed class OneCycleSchedule : Schedule
{
    private readonly double _rise;
    private readonly double _divisor;
    private readonly double _finalDivisor;

    /// <summary>A one-cycle schedule.</summary>
    /// <param name="rise">The share of all steps in which the rate rises.</param>
    /// <param name="divisor">The peak over the first rate.</param>
    /// <param name="finalDivisor">The first rate over the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1, or a divisor is not positive.</exception>
    public OneCycleSchedule(double rise = 0.3, double divisor = 25, double finalDivisor = 1e4)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rise);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rise, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(divisor);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(finalDivisor);
        (_rise, _divisor, _finalDivisor) = (rise, divisor, finalDivisor);
    }

    /// <inheritdoc />
    public override double Factor(long step, long totalSteps)
    {
        double peak = Math.Max(1, (_rise * totalSteps) - 1);
        double first = 1 / _divisor;
        return step <= peak
            ? Anneal(first, 1, step / peak)
            : Anneal(1, first / _finalDivisor, Math.Min(1, (step - peak) / Math.Max(1, totalSteps - 1 - peak)));
    }

    private static double Anneal(double from, double to, double progress) => to + ((from - to) * 0.5 * (1 + Math.Cos(Math.PI * progress)));
}
