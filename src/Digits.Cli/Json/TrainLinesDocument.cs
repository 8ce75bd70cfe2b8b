using System.Text.Json;
using Digits.Training;

namespace Digits.Cli.Json;

internal sealed record TrainLinesDocument(string Folder, string Data, string StopReason, IReadOnlyList<TrainDocument.Epoch> History, LineMetrics? Metrics)
{
    internal static TrainLinesDocument Of(LineRunResult result, string data) => new(
        result.Folder,
        data,
        JsonNamingPolicy.SnakeCaseLower.ConvertName(result.StopReason.ToString()),
        [.. result.History.Select(TrainDocument.Row)],
        result.Metrics);
}
