using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <inheritdoc cref="ActivationKind.Sqrt" />
internal readonly struct SqrtFunction<TVector, TSimd> : IActivation<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value(TVector x) => TSimd.Sqrt(TSimd.Max(x, TSimd.Broadcast(0f)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Slope(TVector x, TVector y)
    {
        TVector zero = TSimd.Broadcast(0f);
        return TSimd.SelectGreater(x, zero, TSimd.Multiply(TSimd.Broadcast(0.5f), Elementary<TVector, TSimd>.Reciprocal(y)), zero);
    }
}
