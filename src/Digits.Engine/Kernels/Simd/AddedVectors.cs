namespace Digits.Engine.Kernels;

/// <summary>Vectors of several runs of floats, each <paramref name="offset"/> floats from the start of its run, to which what is stored is added.</summary>
/// <param name="runs">Where each run starts.</param>
/// <param name="offset">Floats from the start of a run.</param>
internal readonly unsafe struct AddedVectors<TVector, TSimd>(float** runs, nint offset) : IVectorPlaces<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    public TVector this[int i]
    {
        get => TSimd.Load(runs[i] + offset);
        set => TSimd.Store(TSimd.Add(TSimd.Load(runs[i] + offset), value), runs[i] + offset);
    }
}
