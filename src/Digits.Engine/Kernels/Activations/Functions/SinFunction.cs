using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <inheritdoc cref="ActivationKind.Sin" />
internal readonly struct SinFunction<TVector, TSimd> : IActivation<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value(TVector x) => Elementary<TVector, TSimd>.Sin(x);

    /// <summary>The cosine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Slope(TVector x, TVector y) => Elementary<TVector, TSimd>.Sin(TSimd.Add(x, TSimd.Broadcast(float.Pi / 2)));
}
