using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>The matrices of F(2x2, 3x3), points 0, 1, -1 and infinity, but for those of inputs and outputs, which are transformed in registers.</summary>
internal static class Winograd2x2
{
    /// <summary>G: three weights in a row become factors.</summary>
    internal readonly struct Weights : IWinogradTransform
    {
        public static int From => 3;

        public static int To => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TVector, TSimd, TFrom, TTo>(TFrom x, TTo y)
            where TVector : unmanaged
            where TSimd : struct, ISimd<TVector>
            where TFrom : struct, IVectorPlaces<TVector>
            where TTo : struct, IVectorPlaces<TVector>
        {
            TVector half = TSimd.Broadcast(1f / 2);
            TVector x0 = x[0], x2 = x[2];
            TVector even = TSimd.Multiply(half, TSimd.Add(x0, x2)), odd = TSimd.Multiply(half, x[1]);
            y[0] = x0;
            y[1] = TSimd.Add(even, odd);
            y[2] = TSimd.Subtract(even, odd);
            y[3] = x2;
        }
    }
}
