namespace Digits.Reading;

/// <summary>The class of one picture.</summary>
/// <param name="Class">The most likely class, from 0; a model of digits numbers them as the digits.</param>
/// <param name="Confidence">Its probability, 0 to 1.</param>
/// <param name="Alternatives">The next classes, at most three, the most likely first.</param>
public sealed record Classification(int Class, double Confidence, IReadOnlyList<ClassProbability> Alternatives);
