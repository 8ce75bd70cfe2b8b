using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>
/// The matrices of F(5x5, 3x3): points 0, 1, -1, 2, -2, 1/2 and infinity. All points but 1/2 share the factor x - 1/2 in the input's, which is applied first;
/// what is left is that of <see cref="Winograd4x4"/>.
/// </summary>
internal static class Winograd5x5
{
    /// <summary>Bᵀ: values of the input in a row, to be multiplied with the factors.</summary>
    internal readonly struct Input : IWinogradTransform
    {
        public static int From => 7;

        public static int To => 7;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TVector, TSimd, TFrom, TTo>(TFrom x, TTo y)
            where TVector : unmanaged
            where TSimd : struct, ISimd<TVector>
            where TFrom : struct, IVectorPlaces<TVector>
            where TTo : struct, IVectorPlaces<TVector>
        {
            TVector minusHalf = TSimd.Broadcast(-1f / 2), minusFive = TSimd.Broadcast(-5f), minusFour = TSimd.Broadcast(-4f), four = TSimd.Broadcast(4f);
            TVector x1 = x[1], x2 = x[2], x3 = x[3], x4 = x[4], x5 = x[5];
            TVector z0 = TSimd.MultiplyAdd(minusHalf, x[0], x1), z1 = TSimd.MultiplyAdd(minusHalf, x1, x2), z2 = TSimd.MultiplyAdd(minusHalf, x2, x3);
            TVector z3 = TSimd.MultiplyAdd(minusHalf, x3, x4), z4 = TSimd.MultiplyAdd(minusHalf, x4, x5), z5 = TSimd.MultiplyAdd(minusHalf, x5, x[6]);
            y[0] = TSimd.MultiplyAdd(four, z0, TSimd.MultiplyAdd(minusFive, z2, z4));
            TVector even = TSimd.MultiplyAdd(minusFour, z2, z4), odd = TSimd.MultiplyAdd(minusFour, z1, z3);
            y[1] = TSimd.Add(even, odd);
            y[2] = TSimd.Subtract(even, odd);
            even = TSimd.Subtract(z4, z2);
            odd = TSimd.Multiply(TSimd.Broadcast(2f), TSimd.Subtract(z3, z1));
            y[3] = TSimd.Add(even, odd);
            y[4] = TSimd.Subtract(even, odd);
            y[5] = TSimd.MultiplyAdd(four, x1, TSimd.MultiplyAdd(minusFive, x3, x5));
            y[6] = TSimd.MultiplyAdd(four, z1, TSimd.MultiplyAdd(minusFive, z3, z5));
        }
    }

    /// <summary>B, the way back through <see cref="Input"/>.</summary>
    internal readonly struct InputGradient : IWinogradTransform
    {
        public static int From => 7;

        public static int To => 7;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TVector, TSimd, TFrom, TTo>(TFrom x, TTo y)
            where TVector : unmanaged
            where TSimd : struct, ISimd<TVector>
            where TFrom : struct, IVectorPlaces<TVector>
            where TTo : struct, IVectorPlaces<TVector>
        {
            TVector minusHalf = TSimd.Broadcast(-1f / 2), minusFive = TSimd.Broadcast(-5f), four = TSimd.Broadcast(4f);
            TVector x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3], x4 = x[4], x5 = x[5], x6 = x[6];
            TVector sum1 = TSimd.Add(x1, x2), sum2 = TSimd.Add(x3, x4), difference1 = TSimd.Subtract(x1, x2), difference2 = TSimd.Subtract(x3, x4);
            TVector z0 = TSimd.Multiply(four, x0);
            TVector z1 = TSimd.MultiplyAdd(four, TSimd.Subtract(x6, difference1), TSimd.Multiply(TSimd.Broadcast(-2f), difference2));
            TVector z2 = TSimd.MultiplyAdd(minusFive, x0, TSimd.Subtract(TSimd.Multiply(TSimd.Broadcast(-4f), sum1), sum2));
            TVector z3 = TSimd.MultiplyAdd(minusFive, x6, TSimd.MultiplyAdd(TSimd.Broadcast(2f), difference2, difference1));
            TVector z4 = TSimd.Add(TSimd.Add(x0, sum1), sum2);
            y[0] = TSimd.Multiply(minusHalf, z0);
            y[1] = TSimd.MultiplyAdd(four, x5, TSimd.MultiplyAdd(minusHalf, z1, z0));
            y[2] = TSimd.MultiplyAdd(minusHalf, z2, z1);
            y[3] = TSimd.MultiplyAdd(minusFive, x5, TSimd.MultiplyAdd(minusHalf, z3, z2));
            y[4] = TSimd.MultiplyAdd(minusHalf, z4, z3);
            y[5] = TSimd.Add(x5, TSimd.MultiplyAdd(minusHalf, x6, z4));
            y[6] = x6;
        }
    }

    /// <summary>Aᵀ: from products to results in a row.</summary>
    internal readonly struct Output : IWinogradTransform
    {
        public static int From => 7;

        public static int To => 5;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TVector, TSimd, TFrom, TTo>(TFrom x, TTo y)
            where TVector : unmanaged
            where TSimd : struct, ISimd<TVector>
            where TFrom : struct, IVectorPlaces<TVector>
            where TTo : struct, IVectorPlaces<TVector>
        {
            TVector x1 = x[1], x2 = x[2], x3 = x[3], x4 = x[4], x5 = x[5];
            TVector sum1 = TSimd.Add(x1, x2), sum2 = TSimd.Add(x3, x4), difference1 = TSimd.Subtract(x1, x2), difference2 = TSimd.Subtract(x3, x4);
            y[0] = TSimd.Add(TSimd.Add(x[0], sum1), TSimd.Add(sum2, x5));
            y[1] = TSimd.MultiplyAdd(TSimd.Broadcast(1f / 2), x5, TSimd.MultiplyAdd(TSimd.Broadcast(2f), difference2, difference1));
            y[2] = TSimd.MultiplyAdd(TSimd.Broadcast(1f / 4), x5, TSimd.MultiplyAdd(TSimd.Broadcast(4f), sum2, sum1));
            y[3] = TSimd.MultiplyAdd(TSimd.Broadcast(1f / 8), x5, TSimd.MultiplyAdd(TSimd.Broadcast(8f), difference2, difference1));
            y[4] = TSimd.Add(TSimd.MultiplyAdd(TSimd.Broadcast(1f / 16), x5, TSimd.MultiplyAdd(TSimd.Broadcast(16f), sum2, sum1)), x[6]);
        }
    }

    /// <summary>A, the way back through <see cref="Output"/>.</summary>
    internal readonly struct OutputGradient : IWinogradTransform
    {
        public static int From => 5;

        public static int To => 7;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TVector, TSimd, TFrom, TTo>(TFrom x, TTo y)
            where TVector : unmanaged
            where TSimd : struct, ISimd<TVector>
            where TFrom : struct, IVectorPlaces<TVector>
            where TTo : struct, IVectorPlaces<TVector>
        {
            TVector half = TSimd.Broadcast(1f / 2), four = TSimd.Broadcast(4f);
            TVector x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3], x4 = x[4];
            y[0] = x0;
            TVector even = TSimd.Add(TSimd.Add(x0, x2), x4), odd = TSimd.Add(x1, x3);
            y[1] = TSimd.Add(even, odd);
            y[2] = TSimd.Subtract(even, odd);
            even = TSimd.MultiplyAdd(four, TSimd.MultiplyAdd(four, x4, x2), x0);
            odd = TSimd.Multiply(TSimd.Broadcast(2f), TSimd.MultiplyAdd(four, x3, x1));
            y[3] = TSimd.Add(even, odd);
            y[4] = TSimd.Subtract(even, odd);
            TVector high = TSimd.MultiplyAdd(half, TSimd.MultiplyAdd(half, x4, x3), x2);
            y[5] = TSimd.MultiplyAdd(half, TSimd.MultiplyAdd(half, high, x1), x0);
            y[6] = x4;
        }
    }

    /// <summary>G: three weights in a row become factors.</summary>
    internal readonly struct Weights : IWinogradTransform
    {
        public static int From => 3;

        public static int To => 7;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TVector, TSimd, TFrom, TTo>(TFrom x, TTo y)
            where TVector : unmanaged
            where TSimd : struct, ISimd<TVector>
            where TFrom : struct, IVectorPlaces<TVector>
            where TTo : struct, IVectorPlaces<TVector>
        {
            TVector two = TSimd.Broadcast(2f), four = TSimd.Broadcast(4f);
            TVector x0 = x[0], x1 = x[1], x2 = x[2];
            y[0] = TSimd.Multiply(TSimd.Broadcast(-1f / 2), x0);
            TVector even = TSimd.Add(x0, x2), odd = x1;
            y[1] = TSimd.Multiply(TSimd.Broadcast(-1f / 3), TSimd.Add(even, odd));
            y[2] = TSimd.Multiply(TSimd.Broadcast(1f / 9), TSimd.Subtract(even, odd));
            even = TSimd.MultiplyAdd(four, x2, x0);
            odd = TSimd.Add(x1, x1);
            y[3] = TSimd.Multiply(TSimd.Broadcast(1f / 36), TSimd.Add(even, odd));
            y[4] = TSimd.Multiply(TSimd.Broadcast(1f / 60), TSimd.Subtract(odd, even));
            y[5] = TSimd.Multiply(TSimd.Broadcast(8f / 45), TSimd.MultiplyAdd(two, TSimd.MultiplyAdd(two, x0, x1), x2));
            y[6] = x2;
        }
    }

    /// <summary>Gᵀ, the way back through <see cref="Weights"/>.</summary>
    internal readonly struct WeightsGradient : IWinogradTransform
    {
        public static int From => 7;

        public static int To => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TVector, TSimd, TFrom, TTo>(TFrom x, TTo y)
            where TVector : unmanaged
            where TSimd : struct, ISimd<TVector>
            where TFrom : struct, IVectorPlaces<TVector>
            where TTo : struct, IVectorPlaces<TVector>
        {
            TVector two = TSimd.Broadcast(2f), four = TSimd.Broadcast(4f);
            TVector x1 = TSimd.Multiply(TSimd.Broadcast(-1f / 3), x[1]), x2 = TSimd.Multiply(TSimd.Broadcast(1f / 9), x[2]);
            TVector x3 = TSimd.Multiply(TSimd.Broadcast(1f / 36), x[3]), x4 = TSimd.Multiply(TSimd.Broadcast(-1f / 60), x[4]);
            TVector x5 = TSimd.Multiply(TSimd.Broadcast(8f / 45), x[5]);
            TVector sum1 = TSimd.Add(x1, x2), sum2 = TSimd.Add(x3, x4);
            y[0] = TSimd.MultiplyAdd(four, x5, TSimd.MultiplyAdd(TSimd.Broadcast(-1f / 2), x[0], TSimd.Add(sum1, sum2)));
            y[1] = TSimd.MultiplyAdd(two, TSimd.Add(TSimd.Subtract(x3, x4), x5), TSimd.Subtract(x1, x2));
            y[2] = TSimd.Add(TSimd.MultiplyAdd(four, sum2, sum1), TSimd.Add(x5, x[6]));
        }
    }
}
