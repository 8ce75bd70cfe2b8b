using System.Text.Json.Serialization;
using Digits.Reading;

namespace Digits.Cli.Json;

/// <summary>Writes the documents of <c>--json</c> without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BenchDocument))]
[JsonSerializable(typeof(BenchesDocument))]
[JsonSerializable(typeof(DataAuditDocument))]
[JsonSerializable(typeof(DataExportDocument))]
[JsonSerializable(typeof(DataGetDocument))]
[JsonSerializable(typeof(DataInfoDocument))]
[JsonSerializable(typeof(DataStringsDocument))]
[JsonSerializable(typeof(EnsembleDocument))]
[JsonSerializable(typeof(EvaluationsDocument))]
[JsonSerializable(typeof(ExportDocument))]
[JsonSerializable(typeof(PredictDocument))]
[JsonSerializable(typeof(ReadDocument))]
[JsonSerializable(typeof(SummaryDocument))]
[JsonSerializable(typeof(TrainDocument))]
[JsonSerializable(typeof(TrainLinesDocument))]
[JsonSerializable(typeof(TuneDocument))]
internal sealed partial class CliJson : JsonSerializerContext;
