namespace Digits.Reading;

/// <summary>The class of one picture.</summary>
/// <param name="Class">The most likely class, from 0; a model of digits numbers them as the digits. Never the class for what is none of the others.</param>
/// <param name="Confidence">Its probability, 0 to 1.</param>
/// <param name="Alternatives">The next classes, at most three, the most likely first.</param>
public sealed record Classification(int Class, double Confidence, IReadOnlyList<ClassProbability> Alternatives)
{
    /// <summary>The probability that the picture shows none of the classes, 0 to 1; 0 where the model has no class for that.</summary>
    public double None { get; init; }
}
