namespace Digits.Training;

/// <summary>How well a network reads lines.</summary>
/// <param name="Loss">The mean CTC loss of a line, signs that are not digits included.</param>
/// <param name="Exact">The share of lines whose digits are read without a mistake.</param>
/// <param name="CharacterErrorRate">Digits read wrong, left out or added, over the digits that stand there.</param>
internal readonly record struct LineScore(double Loss, double Exact, double CharacterErrorRate);
