namespace Digits.Engine.Kernels;

/// <summary>
/// A fixed matrix L of one of Winograd's convolutions, applied to a row or a column of vectors: y = L x. On both sides of a square X it makes L X Lᵀ.
/// The matrices are those of Lavin and Gray, "Fast algorithms for convolutional neural networks" (2016): points 0, ±1, infinity and, in F(4x4, 3x3), ±2.
/// </summary>
internal interface IWinogradTransform
{
    /// <summary>The length of x.</summary>
    static abstract int From { get; }

    /// <summary>The length of y.</summary>
    static abstract int To { get; }

    static abstract void Apply<TVector, TSimd, TFrom, TTo>(TFrom x, TTo y)
        where TVector : unmanaged
        where TSimd : struct, ISimd<TVector>
        where TFrom : struct, IVectorPlaces<TVector>
        where TTo : struct, IVectorPlaces<TVector>;
}
