namespace Digits.Cli.Json;

internal sealed record DataExportDocument(string Name, string Format, string Place, int TrainImages, int TestImages, IReadOnlyList<string> Files);
