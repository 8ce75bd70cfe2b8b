namespace Digits.Comparison.Running;

/// <summary>What a side made of a job.</summary>
/// <param name="Side">Who it is.</param>
/// <param name="Library">The library and its version.</param>
/// <param name="Rounds">All rounds.</param>
internal sealed record SideResult(Side Side, string Library, List<Answer> Rounds)
{
    /// <summary>How it lays maps out in memory, where it has a choice; else null.</summary>
    public string? Layout { get; init; }

    /// <summary>The share of test images or lines that are right; where that is measured.</summary>
    public double? Accuracy { get; set; }

    /// <summary>The median of the rounds' figures.</summary>
    public double Median => Statistics.Median(Rounds.Select(round => round.Figure));

    /// <summary>The least of the rounds' figures.</summary>
    public double Least => Rounds.Min(round => round.Figure);

    /// <summary>The greatest of the rounds' figures.</summary>
    public double Greatest => Rounds.Max(round => round.Figure);
}
