namespace Digits.Engine;

/// <summary>The base rate throughout; callbacks may still lower it.</summary>
public sealed class ConstantSchedule : Schedule
{
    /// <inheritdoc />
    public override double Factor(long step, long totalSteps) => 1;
}
