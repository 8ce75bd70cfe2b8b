namespace Digits.Comparison.Running;

/// <summary>One side's work, measured round by round.</summary>
internal interface IMeasurement : IDisposable
{
    /// <summary>The library and its version.</summary>
    string Library { get; }

    /// <summary>How it lays maps out in memory, where it has a choice; else null.</summary>
    string? Layout => null;

    /// <summary>Does enough of the work that the first round is as fast as the others.</summary>
    void WarmUp();

    /// <summary>Runs a round.</summary>
    Answer Round();

    /// <summary>What can be said after all rounds, such as the accuracy.</summary>
    Answer End();
}
