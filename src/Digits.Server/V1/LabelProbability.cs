namespace Digits.Server;

/// <summary>The probability of a class.</summary>
internal sealed record LabelProbability(string Label, double Probability);
