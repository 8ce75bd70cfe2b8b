using System.Text.Json;
using System.Text.Json.Serialization;
using Digits.Evaluation;
using Digits.Training;

namespace Digits.Cli.Json;

internal sealed record TrainDocument(
    string Folder, string Data, string StopReason, int BestEpoch, IReadOnlyList<TrainDocument.Epoch> History, EvaluationResult? Metrics)
{
    internal static TrainDocument Of(RunResult result, string data) => new(
        result.Folder,
        data,
        JsonNamingPolicy.SnakeCaseLower.ConvertName(result.StopReason.ToString()),
        result.BestEpoch,
        [.. result.History.Select(Row)],
        result.Metrics);

    internal static Epoch Row(EpochRecord epoch) => new(
        epoch.Epoch,
        epoch.Seconds,
        Finite(epoch.TrainLoss),
        Finite(epoch.TrainAccuracy),
        Finite(epoch.ValidationLoss),
        Finite(epoch.ValidationAccuracy),
        epoch.LearningRate)
    {
        CharacterErrorRate = epoch.CharacterErrorRate,
    };

    // JSON has no word for what is not a number.
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    internal sealed record Epoch(
        [property: JsonPropertyName("epoch")] int Number,
        double Seconds,
        double? TrainLoss,
        double? TrainAccuracy,
        double? ValidationLoss,
        double? ValidationAccuracy,
        double LearningRate)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double? CharacterErrorRate { get; init; }
    }
}
