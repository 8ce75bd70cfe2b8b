using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <inheritdoc cref="ActivationKind.Softplus" />
internal readonly struct SoftplusFunction<TVector, TSimd> : IActivation<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value(TVector x)
    {
        TVector small = Elementary<TVector, TSimd>.Exp(Elementary<TVector, TSimd>.Negate(Elementary<TVector, TSimd>.Abs(x)));
        return TSimd.Add(TSimd.Max(x, TSimd.Broadcast(0f)), Elementary<TVector, TSimd>.LogOnePlus(small));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Slope(TVector x, TVector y) => Elementary<TVector, TSimd>.Sigmoid(x);
}
