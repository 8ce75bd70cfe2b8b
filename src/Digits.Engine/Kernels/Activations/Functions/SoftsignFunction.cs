using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <inheritdoc cref="ActivationKind.Softsign" />
internal readonly struct SoftsignFunction<TVector, TSimd> : IActivation<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value(TVector x) => TSimd.Divide(x, TSimd.Add(TSimd.Broadcast(1f), Elementary<TVector, TSimd>.Abs(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Slope(TVector x, TVector y)
    {
        TVector below = TSimd.Add(TSimd.Broadcast(1f), Elementary<TVector, TSimd>.Abs(x));
        return TSimd.Divide(TSimd.Broadcast(1f), TSimd.Multiply(below, below));
    }
}
