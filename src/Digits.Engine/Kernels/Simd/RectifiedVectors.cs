namespace Digits.Engine.Kernels;

/// <summary>
/// Vectors of several runs of floats, each <paramref name="offset"/> floats from the start of its run; what is negative becomes zero when it is stored.
/// </summary>
/// <param name="runs">Where each run starts.</param>
/// <param name="offset">Floats from the start of a run.</param>
internal readonly unsafe struct RectifiedVectors<TVector, TSimd>(float** runs, nint offset) : IVectorPlaces<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    public TVector this[int i]
    {
        get => TSimd.Load(runs[i] + offset);
        set => TSimd.Store(TSimd.Max(value, TSimd.Broadcast(0f)), runs[i] + offset);
    }
}
