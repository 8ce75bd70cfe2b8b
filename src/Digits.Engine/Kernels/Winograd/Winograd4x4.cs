using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>The matrices of F(4x4, 3x3): points 0, 1, -1, 2, -2 and infinity.</summary>
internal static class Winograd4x4
{
    /// <summary>Bᵀ: values of the input in a row, to be multiplied with the factors.</summary>
    internal readonly struct Input : IWinogradTransform
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

    /// <summary>B, the way back through <see cref="Input"/>.</summary>
    internal readonly struct InputGradient : IWinogradTransform
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
            TVector minusFive = TSimd.Broadcast(-5f), minusFour = TSimd.Broadcast(-4f), minusTwo = TSimd.Broadcast(-2f), four = TSimd.Broadcast(4f);
            TVector x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3], x4 = x[4], x5 = x[5];
            TVector sum1 = TSimd.Add(x1, x2), sum2 = TSimd.Add(x3, x4), difference1 = TSimd.Subtract(x1, x2), difference2 = TSimd.Subtract(x3, x4);
            y[0] = TSimd.Multiply(four, x0);
            y[1] = TSimd.MultiplyAdd(four, TSimd.Subtract(x5, difference1), TSimd.Multiply(minusTwo, difference2));
            y[2] = TSimd.MultiplyAdd(minusFive, x0, TSimd.Subtract(TSimd.Multiply(minusFour, sum1), sum2));
            y[3] = TSimd.MultiplyAdd(minusFive, x5, TSimd.MultiplyAdd(TSimd.Broadcast(2f), difference2, difference1));
            y[4] = TSimd.Add(TSimd.Add(x0, sum1), sum2);
            y[5] = x5;
        }
    }

    /// <summary>Aᵀ: from products to results in a row.</summary>
    internal readonly struct Output : IWinogradTransform
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

    /// <summary>A, the way back through <see cref="Output"/>.</summary>
    internal readonly struct OutputGradient : IWinogradTransform
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

    /// <summary>G: three weights in a row become factors.</summary>
    internal readonly struct Weights : IWinogradTransform
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
            TVector sixth = TSimd.Broadcast(-1f / 6), part = TSimd.Broadcast(1f / 24), twelfth = TSimd.Broadcast(1f / 12);
            TVector x0 = x[0], x1 = x[1], x2 = x[2];
            y[0] = TSimd.Multiply(TSimd.Broadcast(1f / 4), x0);
            TVector even = TSimd.Multiply(sixth, TSimd.Add(x0, x2)), odd = TSimd.Multiply(sixth, x1);
            y[1] = TSimd.Add(even, odd);
            y[2] = TSimd.Subtract(even, odd);
            even = TSimd.Multiply(part, TSimd.MultiplyAdd(TSimd.Broadcast(4f), x2, x0));
            odd = TSimd.Multiply(twelfth, x1);
            y[3] = TSimd.Add(even, odd);
            y[4] = TSimd.Subtract(even, odd);
            y[5] = x2;
        }
    }

    /// <summary>Gᵀ, the way back through <see cref="Weights"/>.</summary>
    internal readonly struct WeightsGradient : IWinogradTransform
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
}
