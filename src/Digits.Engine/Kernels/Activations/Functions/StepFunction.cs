using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <inheritdoc cref="ActivationKind.Step" />
internal readonly struct StepFunction<TVector, TSimd>(in ActivationFunction function) : IActivation<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    private readonly TVector _slope = TSimd.Broadcast(function.A);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value(TVector x)
    {
        TVector zero = TSimd.Broadcast(0f);
        return TSimd.SelectGreater(x, zero, TSimd.Broadcast(1f), TSimd.SelectEqual(x, x, zero, x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Slope(TVector x, TVector y) => TSimd.Multiply(_slope, Elementary<TVector, TSimd>.NearZero(x));
}
