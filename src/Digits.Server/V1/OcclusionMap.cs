namespace Digits.Server;

/// <summary>What the parts of a picture count.</summary>
/// <param name="Width">The width of the map: that of the frame.</param>
/// <param name="Height">Its height.</param>
/// <param name="Values">
/// Row by row, how far the probability of the answer falls when the pixel is covered, in the mean over all patches that cover it; below zero it rises.
/// </param>
internal sealed record OcclusionMap(int Width, int Height, IReadOnlyList<double> Values);
