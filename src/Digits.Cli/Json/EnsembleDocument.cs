namespace Digits.Cli.Json;

internal sealed record EnsembleDocument(string Model, IReadOnlyList<string> Members, int Parameters, long MultiplyAdds);
