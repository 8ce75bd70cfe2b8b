using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <inheritdoc cref="ActivationKind.Floor" />
internal readonly struct FloorFunction<TVector, TSimd> : IActivation<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value(TVector x)
    {
        TVector whole = Elementary<TVector, TSimd>.Nearest(x);
        return TSimd.SelectGreater(whole, x, TSimd.Subtract(whole, TSimd.Broadcast(1f)), whole);
    }

    /// <summary>Straight through, as of all rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Slope(TVector x, TVector y) => TSimd.Broadcast(1f);
}
