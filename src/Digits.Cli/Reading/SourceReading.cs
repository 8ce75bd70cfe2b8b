using Digits.Reading;

namespace Digits.Cli;

/// <summary>What came of reading a source.</summary>
/// <param name="Pages">What was read, a picture for each page; those before the damage where a page is damaged.</param>
/// <param name="Problem">Why not all of it was read, as a line for the user; null where it was.</param>
internal sealed record SourceReading(IReadOnlyList<ReadPicture> Pages, string? Problem);
