
namespace Digits.Tuning.Reports;

/// <summary>What the report of a study tells of.</summary>
public sealed record StudyReportContent
{
    /// <summary>The study's name.</summary>
    public required string StudyName { get; init; }

    /// <summary>Its directions and trials.</summary>
    public required StudyHistory History { get; init; }

    /// <summary>What it makes good, one a direction.</summary>
    public required IReadOnlyList<StudyObjective> Objectives { get; init; }

    /// <summary>The commands that train as trials did, by the trials' numbers: those of <see cref="StudyHistory.Best"/> are shown.</summary>
    public IReadOnlyDictionary<int, string> Commands { get; init; } = new Dictionary<int, string>();

    /// <summary>What a step of the intermediate values is.</summary>
    public string Step { get; init; } = "epoch";

    /// <summary>
    /// The steps of a trial that is not given up; null where trials differ in that, or it is not known. Without it, the page does not say how much work was
    /// saved.
    /// </summary>
    public int? Steps { get; init; }

    /// <summary>What a reader has to know before anything else, e.g. that the data are not MNIST; null for nothing.</summary>
    public string? Warning { get; init; }
}
