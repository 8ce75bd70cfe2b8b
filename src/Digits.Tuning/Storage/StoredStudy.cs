namespace Digits.Tuning;

/// <summary>A study as the store has it.</summary>
/// <param name="Id">Its key in the store.</param>
/// <param name="Name">Its name.</param>
/// <param name="Directions">One an objective.</param>
/// <param name="IsNew">Whether it was made just now.</param>
internal sealed record StoredStudy(long Id, string Name, IReadOnlyList<StudyDirection> Directions, bool IsNew);
