using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <inheritdoc cref="ActivationKind.Log" />
internal readonly struct LogFunction<TVector, TSimd> : IActivation<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value(TVector x) => Elementary<TVector, TSimd>.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Slope(TVector x, TVector y)
    {
        TVector zero = TSimd.Broadcast(0f);
        return TSimd.SelectGreater(x, zero, Elementary<TVector, TSimd>.Reciprocal(x), zero);
    }
}
