using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <inheritdoc cref="ActivationKind.Clip" />
internal readonly struct ClipFunction<TVector, TSimd>(in ActivationFunction function) : IActivation<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    private readonly TVector _least = TSimd.Broadcast(function.A);
    private readonly TVector _greatest = TSimd.Broadcast(function.B);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value(TVector x) => Elementary<TVector, TSimd>.Min(TSimd.Max(x, _least), _greatest);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Slope(TVector x, TVector y)
    {
        TVector zero = TSimd.Broadcast(0f);
        TVector aboveLeast = TSimd.SelectGreater(x, _least, TSimd.Broadcast(1f), zero);
        return TSimd.SelectGreater(_greatest, x, aboveLeast, zero);
    }
}
