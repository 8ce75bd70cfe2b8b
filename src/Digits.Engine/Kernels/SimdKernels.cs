namespace Digits.Engine.Kernels;

/// <summary>The kernels, written once over <typeparamref name="TSimd"/>; each file holds one family.</summary>
internal sealed unsafe partial class SimdKernels<TVector, TSimd>(string name) : KernelSet
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    /// <summary>Rows of the largest tile of any width.</summary>
    private const int LargestTile = 12;

    /// <summary>Floats of the widest vector: what goes element by element takes multiples of it, so that no width leaves a remainder.</summary>
    private const int WidestVector = 16;

    internal override string Name => name;

    internal override int TileRows => TSimd.TileRows;

    private static void Check(bool fits, string what)
    {
        if (!fits)
            throw new ArgumentException("The span's length does not fit this operation.", what);
    }

    private static TVector Load(float* source) => TSimd.Load(source);
}
