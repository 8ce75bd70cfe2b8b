namespace Digits.Engine.Plans;

/// <summary>What a training step is given.</summary>
/// <param name="Images">The images, <c>[N, C, H, W]</c>; empty where they come from a source.</param>
/// <param name="Source">Makes the images; null where they are there.</param>
/// <param name="Labels">One label an image.</param>
/// <param name="Targets">The probabilities that the network is to give, <c>[N, classes]</c>; empty where these are the labels'.</param>
internal readonly record struct StepInput(ReadOnlyMemory<float> Images, IBatchSource? Source, ReadOnlyMemory<byte> Labels, ReadOnlyMemory<float> Targets);
