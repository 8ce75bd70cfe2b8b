using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <inheritdoc cref="ActivationKind.Elu" />
internal readonly struct EluFunction<TVector, TSimd>(in ActivationFunction function) : IActivation<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    private readonly TVector _factor = TSimd.Broadcast(function.C * function.A);
    private readonly TVector _steepness = TSimd.Broadcast(function.B);
    private readonly TVector _scale = TSimd.Broadcast(function.C);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value(TVector x)
    {
        TVector negative = TSimd.Multiply(_factor, Elementary<TVector, TSimd>.ExpMinusOne(TSimd.Multiply(x, _steepness)));
        return TSimd.SelectGreater(x, TSimd.Broadcast(0f), TSimd.Multiply(x, _scale), negative);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Slope(TVector x, TVector y) =>
        TSimd.SelectGreater(x, TSimd.Broadcast(0f), _scale, TSimd.Multiply(_steepness, TSimd.Add(y, _factor)));
}
