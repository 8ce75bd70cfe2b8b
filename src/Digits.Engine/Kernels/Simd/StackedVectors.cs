namespace Digits.Engine.Kernels;

/// <summary>Vectors at equal distances in memory.</summary>
/// <param name="first">The first.</param>
/// <param name="step">Floats from one to the next.</param>
internal readonly unsafe struct StackedVectors<TVector, TSimd>(float* first, int step) : IVectorPlaces<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    public TVector this[int i]
    {
        get => TSimd.Load(first + (i * step));
        set => TSimd.Store(value, first + (i * step));
    }
}
