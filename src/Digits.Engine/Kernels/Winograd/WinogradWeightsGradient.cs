using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>Gᵀ, the way back through <see cref="WinogradWeights4x4"/>: from the gradient of six factors to that of three weights.</summary>
internal readonly struct WinogradWeightsGradient : IWinogradTransform
{
    public static int From => 6;

    public static int To => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<TVector, TSimd, TFrom, TTo>(TFrom x, TTo y)
        where TVector : unmanaged
        where TSimd : struct, ISimd<TVector>
        where TFrom : struct, IVectorPlaces<TVector>
        where TTo : struct, IVectorPlaces<TVector>
    {
        TVector sixth = TSimd.Broadcast(1f / 6);
        TVector x1 = x[1], x2 = x[2], x3 = x[3], x4 = x[4];
        TVector sum1 = TSimd.Multiply(sixth, TSimd.Add(x1, x2)), sum2 = TSimd.Add(x3, x4);
        y[0] = TSimd.MultiplyAdd(TSimd.Broadcast(1f / 4), x[0], TSimd.Subtract(TSimd.Multiply(TSimd.Broadcast(1f / 24), sum2), sum1));
        y[1] = TSimd.MultiplyAdd(TSimd.Broadcast(1f / 12), TSimd.Subtract(x3, x4), TSimd.Multiply(sixth, TSimd.Subtract(x2, x1)));
        y[2] = TSimd.Add(TSimd.Subtract(TSimd.Multiply(sixth, sum2), sum1), x[5]);
    }
}
