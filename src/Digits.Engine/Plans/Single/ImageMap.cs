namespace Digits.Engine.Plans.Single;

/// <summary>A map in the memory of a plan for a single image.</summary>
/// <param name="Region">Where it lies.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Stride">Floats from one pixel to the next: the channels, padded with values that nobody reads.</param>
internal readonly record struct ImageMap(Region Region, Shape Shape, int Stride);
