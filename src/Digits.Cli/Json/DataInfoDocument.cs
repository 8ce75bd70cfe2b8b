using Digits.Data;

namespace Digits.Cli.Json;

internal sealed record DataInfoDocument(string Name, string? Path, DigitStatistics? Train, DigitStatistics? Test, string Sheet);
