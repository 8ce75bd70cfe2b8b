using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <inheritdoc cref="ActivationKind.Mish" />
internal readonly struct MishFunction<TVector, TSimd> : IActivation<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    /// <summary>From here on the function is x itself in single precision, and the square of the exponential still a number.</summary>
    private const float Straight = 20f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value(TVector x)
    {
        // With u = exp(x), tanh(log(1 + u)) is w / (w + 2) for w = u (u + 2).
        TVector u = Elementary<TVector, TSimd>.Exp(Elementary<TVector, TSimd>.Min(x, TSimd.Broadcast(Straight)));
        TVector w = TSimd.Multiply(u, TSimd.Add(u, TSimd.Broadcast(2f)));
        return TSimd.Multiply(x, TSimd.Divide(w, TSimd.Add(w, TSimd.Broadcast(2f))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Slope(TVector x, TVector y)
    {
        TVector two = TSimd.Broadcast(2f);
        TVector u = Elementary<TVector, TSimd>.Exp(Elementary<TVector, TSimd>.Min(x, TSimd.Broadcast(Straight)));
        TVector w = TSimd.Multiply(u, TSimd.Add(u, two));
        TVector below = TSimd.Add(w, two);
        TVector bend = TSimd.Multiply(TSimd.Multiply(TSimd.Broadcast(4f), u), TSimd.Add(u, TSimd.Broadcast(1f)));
        return TSimd.MultiplyAdd(x, TSimd.Divide(TSimd.Divide(bend, below), below), TSimd.Divide(w, below));
    }
}
