namespace Digits.Tuning;

/// <summary>Ends a trial that is not worth going on with.</summary>
public sealed class TrialPrunedException : Exception
{
    /// <summary>The exception.</summary>
    public TrialPrunedException()
        : base("The trial is given up: others were better by then.")
    {
    }
}
