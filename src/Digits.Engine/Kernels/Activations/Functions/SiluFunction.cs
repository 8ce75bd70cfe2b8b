using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <inheritdoc cref="ActivationKind.Silu" />
internal readonly struct SiluFunction<TVector, TSimd> : IActivation<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value(TVector x) => TSimd.Multiply(x, Elementary<TVector, TSimd>.Sigmoid(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Slope(TVector x, TVector y)
    {
        TVector sigmoid = Elementary<TVector, TSimd>.Sigmoid(x);
        return TSimd.MultiplyAdd(TSimd.Multiply(x, sigmoid), TSimd.Subtract(TSimd.Broadcast(1f), sigmoid), sigmoid);
    }
}
