using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>Bᵀ: six values of the input in a row, to be multiplied with transformed weights.</summary>
internal readonly struct WinogradInput4x4 : IWinogradTransform
{
    public static int From => 6;

    public static int To => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<TVector, TSimd, TFrom, TTo>(TFrom x, TTo y)
        where TVector : unmanaged
        where TSimd : struct, ISimd<TVector>
        where TFrom : struct, IVectorPlaces<TVector>
        where TTo : struct, IVectorPlaces<TVector>
    {
        TVector minusFive = TSimd.Broadcast(-5f), minusFour = TSimd.Broadcast(-4f), two = TSimd.Broadcast(2f), four = TSimd.Broadcast(4f);
        TVector x1 = x[1], x2 = x[2], x3 = x[3], x4 = x[4];
        y[0] = TSimd.MultiplyAdd(four, x[0], TSimd.MultiplyAdd(minusFive, x2, x4));
        TVector even = TSimd.MultiplyAdd(minusFour, x2, x4), odd = TSimd.MultiplyAdd(minusFour, x1, x3);
        y[1] = TSimd.Add(even, odd);
        y[2] = TSimd.Subtract(even, odd);
        even = TSimd.Subtract(x4, x2);
        odd = TSimd.Multiply(two, TSimd.Subtract(x3, x1));
        y[3] = TSimd.Add(even, odd);
        y[4] = TSimd.Subtract(even, odd);
        y[5] = TSimd.MultiplyAdd(four, x1, TSimd.MultiplyAdd(minusFive, x3, x[5]));
    }
}
