namespace Digits.Engine;

/// <summary>How the learning rate changes over training: a factor for each step, to multiply the base rate by.</summary>
public abstract class Schedule
{
    /// <summary>The factor at a step.</summary>
    /// <param name="step">Steps taken before this one, from 0.</param>
    /// <param name="totalSteps">Steps that the whole training takes.</param>
    public abstract double Factor(long step, long totalSteps);
}
