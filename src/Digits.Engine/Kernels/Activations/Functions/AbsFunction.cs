using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <inheritdoc cref="ActivationKind.Abs" />
internal readonly struct AbsFunction<TVector, TSimd> : IActivation<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value(TVector x) => Elementary<TVector, TSimd>.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Slope(TVector x, TVector y)
    {
        TVector zero = TSimd.Broadcast(0f);
        return TSimd.SelectGreater(x, zero, TSimd.Broadcast(1f), TSimd.SelectGreater(zero, x, TSimd.Broadcast(-1f), zero));
    }
}
