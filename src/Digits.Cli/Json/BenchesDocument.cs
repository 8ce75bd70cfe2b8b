namespace Digits.Cli.Json;

/// <summary>Several batch sizes or numbers of threads.</summary>
internal sealed record BenchesDocument(IReadOnlyList<BenchDocument> Runs);
