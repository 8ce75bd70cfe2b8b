namespace Digits.Engine.Kernels;

/// <summary>Vectors of several runs of floats, each <paramref name="offset"/> floats from the start of its run.</summary>
/// <param name="runs">Where each run starts.</param>
/// <param name="step">Runs from one to the next.</param>
/// <param name="offset">Floats from the start of a run.</param>
internal readonly unsafe struct ScatteredVectors<TVector, TSimd>(float** runs, int step, nint offset) : IVectorPlaces<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    public TVector this[int i]
    {
        get => TSimd.Load(runs[i * step] + offset);
        set => TSimd.Store(value, runs[i * step] + offset);
    }
}
