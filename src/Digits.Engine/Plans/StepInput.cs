namespace Digits.Engine.Plans;

/// <summary>What a training step is given.</summary>
/// <param name="Images">The images, <c>[N, C, H, W]</c>; empty where they come from a source.</param>
/// <param name="Source">Makes the images; null where they are there.</param>
/// <param name="Targets">What the network is to give for them.</param>
internal readonly record struct StepInput(ReadOnlyMemory<float> Images, IBatchSource? Source, Targets Targets);
