using System.Text.Json.Serialization;

namespace Digits.Evaluation;

/// <summary>Writes and reads results without reflection, so that a trimmed program can.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EvaluationResult))]
[JsonSerializable(typeof(StringMetrics))]
internal sealed partial class EvaluationJson : JsonSerializerContext;
