namespace Digits.Cli.Json;

internal sealed record DataStringsDocument(string Folder, int Images, int Digits, ulong Seed, string Labels, string Sheet);
