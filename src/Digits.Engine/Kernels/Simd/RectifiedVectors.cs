namespace Digits.Engine.Kernels;

/// <summary><see cref="ScatteredVectors{TVector, TSimd}"/> of which what is negative becomes zero when it is stored.</summary>
/// <param name="runs">Where each run starts.</param>
/// <param name="step">Runs from one to the next.</param>
/// <param name="offset">Floats from the start of a run.</param>
internal readonly unsafe struct RectifiedVectors<TVector, TSimd>(float** runs, int step, nint offset) : IVectorPlaces<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    public TVector this[int i]
    {
        get => TSimd.Load(runs[i * step] + offset);
        set => TSimd.Store(TSimd.Max(value, TSimd.Broadcast(0f)), runs[i * step] + offset);
    }
}
