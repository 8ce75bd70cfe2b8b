namespace Digits.Evaluation;

/// <summary>An image of MNIST's test set whose label most people did not confirm.</summary>
/// <param name="Given">The label in the published file.</param>
/// <param name="Accepted">The labels that count as right: one; two, where the raters are divided; or none, where most saw neither.</param>
internal sealed record MnistLabelError(byte Given, IReadOnlyList<byte> Accepted);
