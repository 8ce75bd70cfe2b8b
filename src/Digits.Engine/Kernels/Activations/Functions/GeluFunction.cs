using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <inheritdoc cref="ActivationKind.Gelu" />
internal readonly struct GeluFunction<TVector, TSimd> : IActivation<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    private const float RootOfHalf = 0.707106781f;
    private const float DensityAtZero = 0.398942280f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value(TVector x) => TSimd.Multiply(x, Share(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Slope(TVector x, TVector y)
    {
        TVector exponent = TSimd.Multiply(TSimd.Multiply(x, x), TSimd.Broadcast(-0.5f));
        TVector density = TSimd.Multiply(TSimd.Broadcast(DensityAtZero), Elementary<TVector, TSimd>.Exp(exponent));
        return TSimd.MultiplyAdd(x, density, Share(x));
    }

    /// <summary>The normal distribution function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Share(TVector x)
    {
        TVector half = TSimd.Broadcast(0.5f);
        return TSimd.MultiplyAdd(half, Elementary<TVector, TSimd>.Erf(TSimd.Multiply(x, TSimd.Broadcast(RootOfHalf))), half);
    }
}
