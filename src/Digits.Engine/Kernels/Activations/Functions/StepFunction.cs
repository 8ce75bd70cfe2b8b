using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <inheritdoc cref="ActivationKind.Step" />
internal readonly struct StepFunction<TVector, TSimd> : IActivation<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value(TVector x)
    {
        TVector zero = TSimd.Broadcast(0f);
        return TSimd.SelectGreater(x, zero, TSimd.Broadcast(1f), TSimd.SelectEqual(x, x, zero, x));
    }

    /// <summary>Straight through near zero, as binary networks are trained.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Slope(TVector x, TVector y) => Elementary<TVector, TSimd>.NearZero(x);
}
