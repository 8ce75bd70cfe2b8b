namespace Digits.Engine.Tests.Golden;

/// <summary>One training step of a network as PyTorch computed it.</summary>
public sealed record GoldenStep(
    int Images, float LabelSmoothing, double Loss, int Correct, double[] Logits, Dictionary<string, double[]> Statistics, GoldenGradient[] Gradients);
