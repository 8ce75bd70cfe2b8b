using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <inheritdoc cref="ActivationKind.FakeQuantize" />
internal readonly struct FakeQuantizeFunction<TVector, TSimd>(in ActivationFunction function) : IActivation<TVector>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    private readonly TVector _scale = TSimd.Broadcast(function.A);
    private readonly TVector _lowest = TSimd.Broadcast(function.B);
    private readonly TVector _highest = TSimd.Broadcast(function.C);
    private readonly TVector _belowLowest = TSimd.Broadcast(function.B - 1);
    private readonly TVector _aboveHighest = TSimd.Broadcast(function.C + 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value(TVector x) => TSimd.Multiply(Steps(x, _lowest, _highest), _scale);

    /// <summary>Straight through where the nearest step is one of the range, as in PyTorch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Slope(TVector x, TVector y)
    {
        TVector steps = Steps(x, _belowLowest, _aboveHighest);
        TVector zero = TSimd.Broadcast(0f);
        TVector notAbove = TSimd.SelectGreater(steps, _highest, zero, TSimd.Broadcast(1f));
        return TSimd.SelectGreater(_lowest, steps, zero, notAbove);
    }

    /// <summary>The limits are whole and small, so that what lies between them is rounded rightly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TVector Steps(TVector x, TVector lowest, TVector highest) => Elementary<TVector, TSimd>.Round(
        Elementary<TVector, TSimd>.Min(TSimd.Max(TSimd.Divide(x, _scale), lowest), highest));
}
