using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>
/// The transforms of F(2x2, 3x3), which fit into the registers: Bᵀ X B of 4x4 pixels with Bᵀ = [1 0 -1 0; 0 1 1 0; 0 -1 1 0; 0 1 0 -1], and Aᵀ M A of 4x4
/// products with Aᵀ = [1 1 1 0; 0 1 -1 -1]. Scalar twin: two products of small matrices, the columns first.
/// </summary>
internal sealed unsafe partial class SimdKernels<TVector, TSimd>
{
    private const int PixelsUnder2x2 = 16;
    private const int PixelsOf2x2 = 4;

    /// <summary>Products of 4x4 pixels, of each so many floats; -1 is a pixel of zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Input2x2(ReadOnlySpan<int> pixels, float* map, int length, int floats, float* products)
    {
        float* zeros = stackalloc float[WidestVector];
        new Span<float>(zeros, WidestVector).Clear();
        float** from = stackalloc float*[PixelsUnder2x2];
        nint* moves = stackalloc nint[PixelsUnder2x2];
        for (int i = 0; i < PixelsUnder2x2; i++)
        {
            int pixel = pixels[i];
            Check((pixel + 1) * floats <= length, nameof(map));
            from[i] = pixel < 0 ? zeros : map + ((nint)pixel * floats);
            moves[i] = pixel < 0 ? 0 : -1;
        }

        nint step = floats;
        for (nint i = 0; i < floats; i += TSimd.Width)
        {
            (TVector a0, TVector b0, TVector c0, TVector d0) = InputColumn(from, moves, i, 0);
            (TVector a1, TVector b1, TVector c1, TVector d1) = InputColumn(from, moves, i, 1);
            (TVector a2, TVector b2, TVector c2, TVector d2) = InputColumn(from, moves, i, 2);
            (TVector a3, TVector b3, TVector c3, TVector d3) = InputColumn(from, moves, i, 3);
            InputRow(a0, a1, a2, a3, products + i, step);
            InputRow(b0, b1, b2, b3, products + i + (4 * step), step);
            InputRow(c0, c1, c2, c3, products + i + (8 * step), step);
            InputRow(d0, d1, d2, d3, products + i + (12 * step), step);
        }
    }

    /// <summary>2x2 pixels from 4x4 products that lie <paramref name="step"/> floats from one another; none is stored at -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Output2x2(float* products, nint step, int floats, float** to, bool relu)
    {
        TVector zero = TSimd.Broadcast(0f);
        for (nint i = 0; i < floats; i += TSimd.Width)
        {
            Results2x2(products + i, step, out TVector y00, out TVector y01, out TVector y10, out TVector y11);
            if (relu)
                (y00, y01, y10, y11) = (TSimd.Max(y00, zero), TSimd.Max(y01, zero), TSimd.Max(y10, zero), TSimd.Max(y11, zero));

            if (to[0] is not null) TSimd.Store(y00, to[0] + i);
            if (to[1] is not null) TSimd.Store(y01, to[1] + i);
            if (to[2] is not null) TSimd.Store(y10, to[2] + i);
            if (to[3] is not null) TSimd.Store(y11, to[3] + i);
        }
    }

    /// <summary>The greatest of the 2x2 pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pooled2x2(float* products, nint step, int floats, float* to, bool relu)
    {
        TVector zero = TSimd.Broadcast(0f);
        for (nint i = 0; i < floats; i += TSimd.Width)
        {
            Results2x2(products + i, step, out TVector y00, out TVector y01, out TVector y10, out TVector y11);
            TVector greatest = TSimd.Max(TSimd.Max(TSimd.Max(y00, y01), y10), y11);
            TSimd.Store(relu ? TSimd.Max(greatest, zero) : greatest, to + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TVector A, TVector B, TVector C, TVector D) InputColumn(float** from, nint* moves, nint i, int column)
    {
        TVector x0 = TSimd.Load(from[column] + (i & moves[column]));
        TVector x1 = TSimd.Load(from[column + 4] + (i & moves[column + 4]));
        TVector x2 = TSimd.Load(from[column + 8] + (i & moves[column + 8]));
        TVector x3 = TSimd.Load(from[column + 12] + (i & moves[column + 12]));
        return (TSimd.Subtract(x0, x2), TSimd.Add(x1, x2), TSimd.Subtract(x2, x1), TSimd.Subtract(x1, x3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InputRow(TVector x0, TVector x1, TVector x2, TVector x3, float* to, nint step)
    {
        TSimd.Store(TSimd.Subtract(x0, x2), to);
        TSimd.Store(TSimd.Add(x1, x2), to + step);
        TSimd.Store(TSimd.Subtract(x2, x1), to + (2 * step));
        TSimd.Store(TSimd.Subtract(x1, x3), to + (3 * step));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Results2x2(float* m, nint step, out TVector y00, out TVector y01, out TVector y10, out TVector y11)
    {
        (TVector a0, TVector b0) = OutputColumn(m, step);
        (TVector a1, TVector b1) = OutputColumn(m + step, step);
        (TVector a2, TVector b2) = OutputColumn(m + (2 * step), step);
        (TVector a3, TVector b3) = OutputColumn(m + (3 * step), step);
        y00 = TSimd.Add(TSimd.Add(a0, a1), a2);
        y01 = TSimd.Subtract(TSimd.Subtract(a1, a2), a3);
        y10 = TSimd.Add(TSimd.Add(b0, b1), b2);
        y11 = TSimd.Subtract(TSimd.Subtract(b1, b2), b3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TVector A, TVector B) OutputColumn(float* m, nint step)
    {
        TVector m1 = TSimd.Load(m + (4 * step)), m2 = TSimd.Load(m + (8 * step));
        TVector a = TSimd.Add(TSimd.Add(TSimd.Load(m), m1), m2);
        return (a, TSimd.Subtract(TSimd.Subtract(m1, m2), TSimd.Load(m + (12 * step))));
    }
}
