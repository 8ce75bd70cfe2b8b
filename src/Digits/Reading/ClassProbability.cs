namespace Digits.Reading;

/// <summary>A class and its probability.</summary>
/// <param name="Class">The class, from 0; a model of digits numbers them as the digits.</param>
/// <param name="Probability">Its probability, 0 to 1.</param>
public sealed record ClassProbability(int Class, double Probability);
