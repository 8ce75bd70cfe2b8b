using Digits.Engine;
using Digits.Evaluation;
using Digits.Training;

namespace Digits.Reports;

/// <summary>What a report tells of: a model, the images it was evaluated on, and, where it has just been trained, how.</summary>
public sealed record ReportContent
{
    /// <summary>What the model is called, e.g. its file.</summary>
    public required string ModelName { get; init; }

    /// <summary>The model.</summary>
    public required OnnxModel Model { get; init; }

    /// <summary>What it predicts for the images that it was evaluated on.</summary>
    public required Predictions Predictions { get; init; }

    /// <summary>How good these predictions are.</summary>
    public required EvaluationResult Metrics { get; init; }

    /// <summary>The commands that give the same again, one a line.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];

    /// <summary>What a reader has to know before anything else, e.g. that the data are not MNIST; null for nothing.</summary>
    public string? Warning { get; init; }

    /// <summary>Threads for what the report still has to compute; 0 for one a processor.</summary>
    public int Threads { get; init; }

    /// <summary>How it was trained; null where that is not known.</summary>
    public RunConfiguration? Configuration { get; init; }

    /// <summary>The epochs of its training; empty where they are not known.</summary>
    public IReadOnlyList<EpochRecord> History { get; init; } = [];

    /// <summary>The epoch whose weights the model has, from 1; 0 where it is not known.</summary>
    public int BestEpoch { get; init; }
}
