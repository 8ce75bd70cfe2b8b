using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <inheritdoc cref="ActivationKind.Erf" />
internal readonly struct ErfFunction<TVector, TSimd> : IActivation<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    private const float SlopeAtZero = 1.128379167f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value(TVector x) => Elementary<TVector, TSimd>.Erf(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Slope(TVector x, TVector y) =>
        TSimd.Multiply(TSimd.Broadcast(SlopeAtZero), Elementary<TVector, TSimd>.Exp(Elementary<TVector, TSimd>.Negate(TSimd.Multiply(x, x))));
}
