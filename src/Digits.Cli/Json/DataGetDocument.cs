namespace Digits.Cli.Json;

internal sealed record DataGetDocument(string Name, string? Path, int TrainImages, int TestImages);
