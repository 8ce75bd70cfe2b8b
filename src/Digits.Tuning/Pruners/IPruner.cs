namespace Digits.Tuning;

/// <summary>Gives up trials that are worse than others were by then.</summary>
public interface IPruner
{
    /// <summary>Whether a trial is to be given up.</summary>
    /// <param name="history">All trials of the study.</param>
    /// <param name="trial">The trial, with what it has reported; the last step is the one that was just done.</param>
    bool ShouldPrune(StudyHistory history, Trial trial);
}
