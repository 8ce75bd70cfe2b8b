using System.Text.Json.Serialization;
using Digits.Zoo;

namespace Digits.Training;

/// <summary>Writes and reads a run's files without reflection, so that a trimmed program can.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(RunConfiguration))]
[JsonSerializable(typeof(NetworkDescription))]
[JsonSerializable(typeof(StartingModel))]
[JsonSerializable(typeof(CheckpointFile))]
[JsonSerializable(typeof(SeedSummary))]
[JsonSerializable(typeof(LineMetrics))]
internal sealed partial class RunJson : JsonSerializerContext;
