namespace Digits.Reading;

/// <summary>How a model came to its answer for an image.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Layers">
/// The maps behind the convolutions, each with its normalization and activation, in the order in which the network computes them; none where it has no
/// convolution.
/// </param>
/// <param name="Occlusion">
/// <c>[H, W]</c>: how far the probability of the answer falls, 0 to 1, when a patch that hides the pixel is laid on the image, the mean over all such patches.
/// Below zero the probability rises.
/// </param>
public sealed record Explanation(Classification Answer, IReadOnlyList<LayerMaps> Layers, float[] Occlusion);
