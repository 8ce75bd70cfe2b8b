using Digits.Engine;
using Digits.Evaluation;

namespace Digits.Training;

/// <summary>What a training run ended with.</summary>
/// <param name="Folder">Where everything lies.</param>
/// <param name="StopReason">Why training ended.</param>
/// <param name="History">The epochs.</param>
/// <param name="BestEpoch">The epoch that <c>model.onnx</c> holds, from 1; 0 where no epoch was finished.</param>
/// <param name="Metrics">How the model does on the test set; null where training was interrupted or failed before there was a model.</param>
public sealed record RunResult(string Folder, StopReason StopReason, IReadOnlyList<EpochRecord> History, int BestEpoch, EvaluationResult? Metrics)
{
    /// <summary>The model of the best epoch; null where there are no metrics.</summary>
    public OnnxModel? Model { get; init; }

    /// <summary>What it predicts for the images that it was evaluated on; null where there are no metrics.</summary>
    public Predictions? Predictions { get; init; }
}
