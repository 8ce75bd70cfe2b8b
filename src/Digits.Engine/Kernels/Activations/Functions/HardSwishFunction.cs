using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <inheritdoc cref="ActivationKind.HardSwish" />
internal readonly struct HardSwishFunction<TVector, TSimd> : IActivation<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value(TVector x) => TSimd.Multiply(x, Gate(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Slope(TVector x, TVector y)
    {
        TVector zero = TSimd.Broadcast(0f);
        TVector one = TSimd.Broadcast(1f);
        TVector gate = Gate(x);
        TVector between = TSimd.MultiplyAdd(x, TSimd.Broadcast(1f / 3), TSimd.Broadcast(0.5f));
        return TSimd.SelectGreater(gate, zero, TSimd.SelectGreater(one, gate, between, one), zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Gate(TVector x)
    {
        TVector line = TSimd.MultiplyAdd(x, TSimd.Broadcast(1f / 6), TSimd.Broadcast(0.5f));
        return Elementary<TVector, TSimd>.Min(TSimd.Max(line, TSimd.Broadcast(0f)), TSimd.Broadcast(1f));
    }
}
