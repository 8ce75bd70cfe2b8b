using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>A, the way back through <see cref="WinogradOutput4x4"/>: from the gradient of four results to that of six products.</summary>
internal readonly struct WinogradOutputGradient : IWinogradTransform
{
    public static int From => 4;

    public static int To => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<TVector, TSimd, TFrom, TTo>(TFrom x, TTo y)
        where TVector : unmanaged
        where TSimd : struct, ISimd<TVector>
        where TFrom : struct, IVectorPlaces<TVector>
        where TTo : struct, IVectorPlaces<TVector>
    {
        TVector four = TSimd.Broadcast(4f);
        TVector x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3];
        y[0] = x0;
        TVector even = TSimd.Add(x0, x2), odd = TSimd.Add(x1, x3);
        y[1] = TSimd.Add(even, odd);
        y[2] = TSimd.Subtract(even, odd);
        even = TSimd.MultiplyAdd(four, x2, x0);
        odd = TSimd.Multiply(TSimd.Broadcast(2f), TSimd.MultiplyAdd(four, x3, x1));
        y[3] = TSimd.Add(even, odd);
        y[4] = TSimd.Subtract(even, odd);
        y[5] = x3;
    }
}
