using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>G: from the three weights of a row to six factors.</summary>
internal readonly struct WinogradWeights4x4 : IWinogradTransform
{
    public static int From => 3;

    public static int To => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<TVector, TSimd, TFrom, TTo>(TFrom x, TTo y)
        where TVector : unmanaged
        where TSimd : struct, ISimd<TVector>
        where TFrom : struct, IVectorPlaces<TVector>
        where TTo : struct, IVectorPlaces<TVector>
    {
        TVector x0 = x[0], x1 = x[1], x2 = x[2];
        y[0] = TSimd.Multiply(TSimd.Broadcast(1f / 4), x0);
        TVector even = TSimd.Multiply(TSimd.Broadcast(-1f / 6), TSimd.Add(x0, x2)), odd = TSimd.Multiply(TSimd.Broadcast(-1f / 6), x1);
        y[1] = TSimd.Add(even, odd);
        y[2] = TSimd.Subtract(even, odd);
        even = TSimd.MultiplyAdd(TSimd.Broadcast(1f / 6), x2, TSimd.Multiply(TSimd.Broadcast(1f / 24), x0));
        odd = TSimd.Multiply(TSimd.Broadcast(1f / 12), x1);
        y[3] = TSimd.Add(even, odd);
        y[4] = TSimd.Subtract(even, odd);
        y[5] = x2;
    }
}
