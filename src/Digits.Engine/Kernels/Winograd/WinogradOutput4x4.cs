using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>Aᵀ: from six products to four results in a row.</summary>
internal readonly struct WinogradOutput4x4 : IWinogradTransform
{
    public static int From => 6;

    public static int To => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<TVector, TSimd, TFrom, TTo>(TFrom x, TTo y)
        where TVector : unmanaged
        where TSimd : struct, ISimd<TVector>
        where TFrom : struct, IVectorPlaces<TVector>
        where TTo : struct, IVectorPlaces<TVector>
    {
        TVector x1 = x[1], x2 = x[2], x3 = x[3], x4 = x[4];
        TVector sum1 = TSimd.Add(x1, x2), sum2 = TSimd.Add(x3, x4), difference1 = TSimd.Subtract(x1, x2), difference2 = TSimd.Subtract(x3, x4);
        y[0] = TSimd.Add(TSimd.Add(x[0], sum1), sum2);
        y[1] = TSimd.MultiplyAdd(TSimd.Broadcast(2f), difference2, difference1);
        y[2] = TSimd.MultiplyAdd(TSimd.Broadcast(4f), sum2, sum1);
        y[3] = TSimd.Add(TSimd.MultiplyAdd(TSimd.Broadcast(8f), difference2, difference1), x[5]);
    }
}
