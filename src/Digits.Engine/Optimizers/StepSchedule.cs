namespace Digits.Engine;

/// <summary>Multiplies the rate by a factor after every so many steps (PyTorch's <c>StepLR</c>, counted in steps).</summary>
public sealed class StepSchedule : Schedule
{
    private readonly long _every;
    private readonly double _gamma;

    /// <summary>A step schedule.</summary>
    /// <param name="every">Steps between two changes.</param>
    /// <param name="gamma">The factor.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public StepSchedule(long every, double gamma = 0.1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(every);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(gamma);
        (_every, _gamma) = (every, gamma);
    }

    /// <inheritdoc />
    public override double Factor(long step, long totalSteps) => Math.Pow(_gamma, step / _every);
}
