using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <inheritdoc cref="ActivationKind.GeluTanh" />
internal readonly struct GeluTanhFunction<TVector, TSimd> : IActivation<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    private const float Factor = 0.797884561f;
    private const float Cubic = 0.044715f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value(TVector x) => TSimd.Multiply(x, Share(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Slope(TVector x, TVector y)
    {
        // With t the hyperbolic tangent and s = (1 + t) / 2, 1 - t² is 4 s (1 - s).
        TVector share = Share(x);
        TVector inner = TSimd.MultiplyAdd(TSimd.Multiply(x, x), TSimd.Broadcast(3 * Cubic * Factor), TSimd.Broadcast(Factor));
        TVector bend = TSimd.Multiply(TSimd.Broadcast(2f), TSimd.Multiply(share, TSimd.Subtract(TSimd.Broadcast(1f), share)));
        return TSimd.MultiplyAdd(TSimd.Multiply(x, bend), inner, share);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Share(TVector x)
    {
        TVector half = TSimd.Broadcast(0.5f);
        TVector inner = TSimd.MultiplyAdd(TSimd.Multiply(x, x), TSimd.Broadcast(Cubic * Factor), TSimd.Broadcast(Factor));
        return TSimd.MultiplyAdd(half, Elementary<TVector, TSimd>.Tanh(TSimd.Multiply(x, inner)), half);
    }
}
