namespace Digits.Cli.Json;

/// <summary>What <c>evaluate --predict-only</c> wrote.</summary>
internal sealed record PredictDocument(string Model, string Data, int Images, string Csv);
