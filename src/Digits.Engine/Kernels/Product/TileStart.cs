namespace Digits.Engine.Kernels;

/// <summary>What the sums of a tile begin with.</summary>
internal enum TileStart
{
    /// <summary>Zero.</summary>
    Zero,

    /// <summary>One bias a row.</summary>
    Bias,

    /// <summary>What the destination holds.</summary>
    Accumulate,
}
