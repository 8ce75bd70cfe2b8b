using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>
/// The matrices of F(3x3, 3x3): points 0, 1, -1, 2 and infinity. All points but 2 share the factor x - 2 in the input's, which is applied first.
/// </summary>
internal static class Winograd3x3
{
    /// <summary>Bᵀ: values of the input in a row, to be multiplied with the factors.</summary>
    internal readonly struct Input : IWinogradTransform
    {
        public static int From => 5;

        public static int To => 5;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TVector, TSimd, TFrom, TTo>(TFrom x, TTo y)
            where TVector : unmanaged
            where TSimd : struct, ISimd<TVector>
            where TFrom : struct, IVectorPlaces<TVector>
            where TTo : struct, IVectorPlaces<TVector>
        {
            TVector minusTwo = TSimd.Broadcast(-2f);
            TVector x1 = x[1], x2 = x[2], x3 = x[3];
            TVector z0 = TSimd.MultiplyAdd(minusTwo, x[0], x1), z1 = TSimd.MultiplyAdd(minusTwo, x1, x2);
            TVector z2 = TSimd.MultiplyAdd(minusTwo, x2, x3), z3 = TSimd.MultiplyAdd(minusTwo, x3, x[4]);
            y[0] = TSimd.Subtract(z2, z0);
            y[1] = TSimd.Add(z2, z1);
            y[2] = TSimd.Subtract(z2, z1);
            y[3] = TSimd.Subtract(x3, x1);
            y[4] = TSimd.Subtract(z3, z1);
        }
    }

    /// <summary>B, the way back through <see cref="Input"/>.</summary>
    internal readonly struct InputGradient : IWinogradTransform
    {
        public static int From => 5;

        public static int To => 5;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TVector, TSimd, TFrom, TTo>(TFrom x, TTo y)
            where TVector : unmanaged
            where TSimd : struct, ISimd<TVector>
            where TFrom : struct, IVectorPlaces<TVector>
            where TTo : struct, IVectorPlaces<TVector>
        {
            TVector minusTwo = TSimd.Broadcast(-2f);
            TVector x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3], x4 = x[4];
            TVector z1 = TSimd.Subtract(TSimd.Subtract(x1, x2), x4), z2 = TSimd.Add(TSimd.Add(x0, x1), x2);
            y[0] = TSimd.Add(x0, x0);
            y[1] = TSimd.MultiplyAdd(minusTwo, z1, TSimd.Subtract(TSimd.Broadcast(0f), TSimd.Add(x0, x3)));
            y[2] = TSimd.MultiplyAdd(minusTwo, z2, z1);
            y[3] = TSimd.MultiplyAdd(minusTwo, x4, TSimd.Add(z2, x3));
            y[4] = x4;
        }
    }

    /// <summary>Aᵀ: from products to results in a row.</summary>
    internal readonly struct Output : IWinogradTransform
    {
        public static int From => 5;

        public static int To => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TVector, TSimd, TFrom, TTo>(TFrom x, TTo y)
            where TVector : unmanaged
            where TSimd : struct, ISimd<TVector>
            where TFrom : struct, IVectorPlaces<TVector>
            where TTo : struct, IVectorPlaces<TVector>
        {
            TVector x1 = x[1], x2 = x[2], x3 = x[3];
            TVector sum = TSimd.Add(x1, x2);
            y[0] = TSimd.Add(TSimd.Add(x[0], sum), x3);
            y[1] = TSimd.MultiplyAdd(TSimd.Broadcast(2f), x3, TSimd.Subtract(x1, x2));
            y[2] = TSimd.Add(TSimd.MultiplyAdd(TSimd.Broadcast(4f), x3, sum), x[4]);
        }
    }

    /// <summary>A, the way back through <see cref="Output"/>.</summary>
    internal readonly struct OutputGradient : IWinogradTransform
    {
        public static int From => 3;

        public static int To => 5;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TVector, TSimd, TFrom, TTo>(TFrom x, TTo y)
            where TVector : unmanaged
            where TSimd : struct, ISimd<TVector>
            where TFrom : struct, IVectorPlaces<TVector>
            where TTo : struct, IVectorPlaces<TVector>
        {
            TVector x0 = x[0], x1 = x[1], x2 = x[2];
            TVector even = TSimd.Add(x0, x2);
            y[0] = x0;
            y[1] = TSimd.Add(even, x1);
            y[2] = TSimd.Subtract(even, x1);
            y[3] = TSimd.MultiplyAdd(TSimd.Broadcast(4f), x2, TSimd.MultiplyAdd(TSimd.Broadcast(2f), x1, x0));
            y[4] = x2;
        }
    }

    /// <summary>G: three weights in a row become factors.</summary>
    internal readonly struct Weights : IWinogradTransform
    {
        public static int From => 3;

        public static int To => 5;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TVector, TSimd, TFrom, TTo>(TFrom x, TTo y)
            where TVector : unmanaged
            where TSimd : struct, ISimd<TVector>
            where TFrom : struct, IVectorPlaces<TVector>
            where TTo : struct, IVectorPlaces<TVector>
        {
            TVector two = TSimd.Broadcast(2f), sixth = TSimd.Broadcast(1f / 6);
            TVector x0 = x[0], x1 = x[1], x2 = x[2];
            TVector even = TSimd.Add(x0, x2);
            y[0] = TSimd.Multiply(TSimd.Broadcast(1f / 2), x0);
            y[1] = TSimd.Multiply(TSimd.Broadcast(-1f / 2), TSimd.Add(even, x1));
            y[2] = TSimd.Multiply(sixth, TSimd.Subtract(x1, even));
            y[3] = TSimd.Multiply(sixth, TSimd.MultiplyAdd(two, TSimd.MultiplyAdd(two, x2, x1), x0));
            y[4] = x2;
        }
    }

    /// <summary>Gᵀ, the way back through <see cref="Weights"/>.</summary>
    internal readonly struct WeightsGradient : IWinogradTransform
    {
        public static int From => 5;

        public static int To => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TVector, TSimd, TFrom, TTo>(TFrom x, TTo y)
            where TVector : unmanaged
            where TSimd : struct, ISimd<TVector>
            where TFrom : struct, IVectorPlaces<TVector>
            where TTo : struct, IVectorPlaces<TVector>
        {
            TVector two = TSimd.Broadcast(2f), half = TSimd.Broadcast(1f / 2), sixth = TSimd.Broadcast(1f / 6);
            TVector x1 = TSimd.Multiply(half, x[1]), x2 = TSimd.Multiply(sixth, x[2]), x3 = TSimd.Multiply(sixth, x[3]);
            TVector sum = TSimd.Add(x1, x2);
            y[0] = TSimd.Add(TSimd.Subtract(TSimd.Multiply(half, x[0]), sum), x3);
            y[1] = TSimd.MultiplyAdd(two, x3, TSimd.Subtract(x2, x1));
            y[2] = TSimd.Add(TSimd.MultiplyAdd(TSimd.Broadcast(4f), x3, x[4]), TSimd.Subtract(TSimd.Broadcast(0f), sum));
        }
    }
}
