using Digits.Engine;
using Digits.Reading;

namespace Digits.Training;

/// <summary>What a training run on lines ended with.</summary>
/// <param name="Folder">Where everything lies.</param>
/// <param name="StopReason">Why training ended.</param>
/// <param name="History">The epochs.</param>
/// <param name="Metrics">How well the model reads; null where training was interrupted or failed before there was a model.</param>
public sealed record LineRunResult(string Folder, StopReason StopReason, IReadOnlyList<EpochRecord> History, LineMetrics? Metrics)
{
    /// <summary>The model; null where there are no metrics.</summary>
    public OnnxModel? Model { get; init; }

    /// <summary>The lines that the model was measured on; null where there are no metrics.</summary>
    internal LineValidation? Test { get; init; }

    /// <summary>What it read in them.</summary>
    internal IReadOnlyList<LineAnswer> Answers { get; init; } = [];

    /// <summary>The model's temperatures.</summary>
    internal LineCalibration Calibration { get; init; }
}
