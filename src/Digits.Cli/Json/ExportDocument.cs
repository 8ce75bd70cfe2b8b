namespace Digits.Cli.Json;

internal sealed record ExportDocument(string Model, int OperatorSet, bool Float16, string Output, long Bytes);
