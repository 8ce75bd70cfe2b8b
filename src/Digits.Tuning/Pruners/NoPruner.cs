namespace Digits.Tuning;

/// <summary>Gives up no trial.</summary>
public sealed class NoPruner : IPruner
{
    /// <inheritdoc />
    public bool ShouldPrune(StudyHistory history, Trial trial) => false;
}
