using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <inheritdoc cref="ActivationKind.Sqrt" />
internal readonly struct SqrtFunction<TVector, TSimd> : IActivation<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value(TVector x) => TSimd.Sqrt(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Slope(TVector x, TVector y) => TSimd.Multiply(TSimd.Broadcast(0.5f), Elementary<TVector, TSimd>.Reciprocal(y));
}
