namespace Digits.Reading;

/// <summary>What was read in several pictures; as JSON, with keys in snake case, it is the result of <c>digits read</c> for programs.</summary>
/// <param name="Images">The pictures, in the order in which they were given.</param>
public sealed record ReadDocument(IReadOnlyList<ReadPicture> Images);
