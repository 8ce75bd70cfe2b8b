namespace Digits.Evaluation;

/// <summary>A digit that is there, and the one that was read for it.</summary>
/// <param name="Truth">The digit as a character; null where one was read that is not there.</param>
/// <param name="Read">What was read; null where it was missed.</param>
internal readonly record struct AlignedDigit(char? Truth, char? Read)
{
    internal bool IsRight => Truth == Read;
}
