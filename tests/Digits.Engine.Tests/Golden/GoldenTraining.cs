namespace Digits.Engine.Tests.Golden;

/// <summary>Three steps of an optimizer as PyTorch took them: the loss before each, and the parameters after all.</summary>
public sealed record GoldenTraining(double[] Losses, Dictionary<string, double[]> Parameters);
