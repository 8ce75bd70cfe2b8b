namespace Digits.Engine.Kernels;

/// <summary>
/// The layout of every activation inside the engine: <c>[H][W][C][32]</c>. Thirty-two images lie side by side, one in each lane,
/// so every layer works on whole vectors whatever its channels, sizes, strides or padding, and the batch is cut into slices of
/// thirty-two that go through the network on their own. A last slice that is not full carries zeros in its spare lanes.
/// </summary>
internal static class Lanes
{
    /// <summary>Images in a slice; a multiple of two of the widest vectors.</summary>
    internal const int Count = 32;
}
