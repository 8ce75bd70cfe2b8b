using Digits.Data;

namespace Digits.Cli.Json;

internal sealed record DataInfoDocument(string Name, string? Path, DigitStatistics? Train, DigitStatistics? Test, string Sheet)
{
    public DigitStatistics? Validation { get; init; }

    public string? Format { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];
}
