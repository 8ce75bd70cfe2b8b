using Digits.Engine;
using Digits.Evaluation;
using Digits.Training;

namespace Digits.Reports;

/// <summary>What a report is about: a model, its predictions and, where it has just been trained, its training.</summary>
public sealed record ReportContent
{
    /// <summary>The model's name, such as its file.</summary>
    public required string ModelName { get; init; }

    /// <summary>The model.</summary>
    public required OnnxModel Model { get; init; }

    /// <summary>What it predicts for the images that it was evaluated on.</summary>
    public required Predictions Predictions { get; init; }

    /// <summary>How good these predictions are.</summary>
    public required EvaluationResult Metrics { get; init; }

    /// <summary>The commands that reproduce it, one per line.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];

    /// <summary>What a reader has to know first, such as that the data are not MNIST; null for nothing.</summary>
    public string? Warning { get; init; }

    /// <summary>Threads for what the report still has to compute; 0 for one per processor.</summary>
    public int Threads { get; init; }

    /// <summary>How it was trained; null where that is not known.</summary>
    public RunConfiguration? Configuration { get; init; }

    /// <summary>The epochs of its training; empty where they are not known.</summary>
    public IReadOnlyList<EpochRecord> History { get; init; } = [];

    /// <summary>The epoch whose weights the model has, from 1; 0 where it is not known.</summary>
    public int BestEpoch { get; init; }
}
