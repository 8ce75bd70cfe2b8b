namespace Digits.Engine.Kernels;

/// <summary>Where a <see cref="IWinogradTransform"/> finds some vectors, or puts them: number i of a row or column.</summary>
internal interface IVectorPlaces<TVector>
    where TVector : unmanaged
{
    TVector this[int i] { get; set; }
}
