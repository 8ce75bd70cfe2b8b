namespace Digits.Engine.Losses;

/// <summary>The images of one slice of a batch.</summary>
/// <param name="First">The number of the first in the batch.</param>
/// <param name="Count">How many there are, at most 32.</param>
/// <param name="BatchSize">Images in the whole batch.</param>
internal readonly record struct LossPart(int First, int Count, int BatchSize);
