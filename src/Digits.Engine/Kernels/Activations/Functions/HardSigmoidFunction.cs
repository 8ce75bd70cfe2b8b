using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <inheritdoc cref="ActivationKind.HardSigmoid" />
internal readonly struct HardSigmoidFunction<TVector, TSimd>(in ActivationFunction function) : IActivation<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    private readonly TVector _alpha = TSimd.Broadcast(function.A);
    private readonly TVector _beta = TSimd.Broadcast(function.B);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value(TVector x) => Elementary<TVector, TSimd>.Min(TSimd.Max(TSimd.MultiplyAdd(_alpha, x, _beta), TSimd.Broadcast(0f)), TSimd.Broadcast(1f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Slope(TVector x, TVector y)
    {
        TVector zero = TSimd.Broadcast(0f);
        return TSimd.SelectGreater(y, zero, TSimd.SelectGreater(TSimd.Broadcast(1f), y, _alpha, zero), zero);
    }
}
