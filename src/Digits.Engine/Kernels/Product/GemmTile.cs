using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>
/// The one inner loop that all the heavy work goes through: C[r, j] = start[r, j] + sum over k of A[r, k] * B[k, j], for up to 12 rows r and
/// one or two vectors of columns j, with all sums in registers.
/// <para>A's element (r, k) is <c>a[r * TRowStride + k * aStep]</c>, a scalar that is broadcast; B's row k starts at <c>b[k * bStep]</c>; C's row r at
/// <c>c[r * cStep]</c>. Which steps k are taken, and where they start in A and B, is said by segments.</para>
/// <para>Two accumulators a row: 12 rows fill 24 of AVX-512's 32 registers and leave room for B's two vectors and A's broadcast; with 16
/// registers 6 rows do the same. Each k costs two loads of B and one of A per row, against two multiply-adds per row: the arithmetic is the limit.</para>
/// <para>Rows above <c>TRows</c> and the second column are compiled away. The scalar twin is a triple loop over r, j and k in the order of the
/// segments; since every form rounds each multiply-add once and in that order, all of them give the same bits.</para>
/// </summary>
internal static unsafe class GemmTile<TVector, TSimd>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TRows, TColumns, TRowStride>(
        float* a, nint aStep, float* b, nint bStep, Segment* segments, int segmentCount, float* c, nint cStep, TileStart start, float* bias, bool relu)
        where TRows : struct, IConstant
        where TColumns : struct, IConstant
        where TRowStride : struct, IConstant
    {
        nint width = TSimd.Width;
        TVector x0 = default, y0 = default, x1 = default, y1 = default, x2 = default, y2 = default, x3 = default, y3 = default,
            x4 = default, y4 = default, x5 = default, y5 = default, x6 = default, y6 = default, x7 = default, y7 = default,
            x8 = default, y8 = default, x9 = default, y9 = default, x10 = default, y10 = default, x11 = default, y11 = default;

        if (start == TileStart.Bias)
        {
            x0 = y0 = TSimd.Broadcast(bias[0]);
            if (TRows.Value > 1) x1 = y1 = TSimd.Broadcast(bias[1]);
            if (TRows.Value > 2) x2 = y2 = TSimd.Broadcast(bias[2]);
            if (TRows.Value > 3) x3 = y3 = TSimd.Broadcast(bias[3]);
            if (TRows.Value > 4) x4 = y4 = TSimd.Broadcast(bias[4]);
            if (TRows.Value > 5) x5 = y5 = TSimd.Broadcast(bias[5]);
            if (TRows.Value > 6) x6 = y6 = TSimd.Broadcast(bias[6]);
            if (TRows.Value > 7) x7 = y7 = TSimd.Broadcast(bias[7]);
            if (TRows.Value > 8) x8 = y8 = TSimd.Broadcast(bias[8]);
            if (TRows.Value > 9) x9 = y9 = TSimd.Broadcast(bias[9]);
            if (TRows.Value > 10) x10 = y10 = TSimd.Broadcast(bias[10]);
            if (TRows.Value > 11) x11 = y11 = TSimd.Broadcast(bias[11]);
        }
        else if (start == TileStart.Accumulate)
        {
            x0 = TSimd.Load(c + (0 * cStep));
            if (TRows.Value > 0 && TColumns.Value > 1) y0 = TSimd.Load(c + (0 * cStep) + width);
            if (TRows.Value > 1) x1 = TSimd.Load(c + (1 * cStep));
            if (TRows.Value > 1 && TColumns.Value > 1) y1 = TSimd.Load(c + (1 * cStep) + width);
            if (TRows.Value > 2) x2 = TSimd.Load(c + (2 * cStep));
            if (TRows.Value > 2 && TColumns.Value > 1) y2 = TSimd.Load(c + (2 * cStep) + width);
            if (TRows.Value > 3) x3 = TSimd.Load(c + (3 * cStep));
            if (TRows.Value > 3 && TColumns.Value > 1) y3 = TSimd.Load(c + (3 * cStep) + width);
            if (TRows.Value > 4) x4 = TSimd.Load(c + (4 * cStep));
            if (TRows.Value > 4 && TColumns.Value > 1) y4 = TSimd.Load(c + (4 * cStep) + width);
            if (TRows.Value > 5) x5 = TSimd.Load(c + (5 * cStep));
            if (TRows.Value > 5 && TColumns.Value > 1) y5 = TSimd.Load(c + (5 * cStep) + width);
            if (TRows.Value > 6) x6 = TSimd.Load(c + (6 * cStep));
            if (TRows.Value > 6 && TColumns.Value > 1) y6 = TSimd.Load(c + (6 * cStep) + width);
            if (TRows.Value > 7) x7 = TSimd.Load(c + (7 * cStep));
            if (TRows.Value > 7 && TColumns.Value > 1) y7 = TSimd.Load(c + (7 * cStep) + width);
            if (TRows.Value > 8) x8 = TSimd.Load(c + (8 * cStep));
            if (TRows.Value > 8 && TColumns.Value > 1) y8 = TSimd.Load(c + (8 * cStep) + width);
            if (TRows.Value > 9) x9 = TSimd.Load(c + (9 * cStep));
            if (TRows.Value > 9 && TColumns.Value > 1) y9 = TSimd.Load(c + (9 * cStep) + width);
            if (TRows.Value > 10) x10 = TSimd.Load(c + (10 * cStep));
            if (TRows.Value > 10 && TColumns.Value > 1) y10 = TSimd.Load(c + (10 * cStep) + width);
            if (TRows.Value > 11) x11 = TSimd.Load(c + (11 * cStep));
            if (TRows.Value > 11 && TColumns.Value > 1) y11 = TSimd.Load(c + (11 * cStep) + width);
        }

        for (Segment* segment = segments, end = segments + segmentCount; segment < end; segment++)
        {
            float* pa = a + (segment->A * aStep);
            float* pb = b + (segment->B * bStep);
            for (int k = segment->Count; k > 0; k--)
            {
                TVector b0 = TSimd.Load(pb);
                TVector b1 = TColumns.Value > 1 ? TSimd.Load(pb + width) : default;
                TVector s;
                s = TSimd.Broadcast(pa[0 * TRowStride.Value]);
                x0 = TSimd.MultiplyAdd(s, b0, x0);
                if (TColumns.Value > 1) y0 = TSimd.MultiplyAdd(s, b1, y0);

                if (TRows.Value > 1)
                {
                    s = TSimd.Broadcast(pa[1 * TRowStride.Value]);
                    x1 = TSimd.MultiplyAdd(s, b0, x1);
                    if (TColumns.Value > 1) y1 = TSimd.MultiplyAdd(s, b1, y1);
                }

                if (TRows.Value > 2)
                {
                    s = TSimd.Broadcast(pa[2 * TRowStride.Value]);
                    x2 = TSimd.MultiplyAdd(s, b0, x2);
                    if (TColumns.Value > 1) y2 = TSimd.MultiplyAdd(s, b1, y2);
                }

                if (TRows.Value > 3)
                {
                    s = TSimd.Broadcast(pa[3 * TRowStride.Value]);
                    x3 = TSimd.MultiplyAdd(s, b0, x3);
                    if (TColumns.Value > 1) y3 = TSimd.MultiplyAdd(s, b1, y3);
                }

                if (TRows.Value > 4)
                {
                    s = TSimd.Broadcast(pa[4 * TRowStride.Value]);
                    x4 = TSimd.MultiplyAdd(s, b0, x4);
                    if (TColumns.Value > 1) y4 = TSimd.MultiplyAdd(s, b1, y4);
                }

                if (TRows.Value > 5)
                {
                    s = TSimd.Broadcast(pa[5 * TRowStride.Value]);
                    x5 = TSimd.MultiplyAdd(s, b0, x5);
                    if (TColumns.Value > 1) y5 = TSimd.MultiplyAdd(s, b1, y5);
                }

                if (TRows.Value > 6)
                {
                    s = TSimd.Broadcast(pa[6 * TRowStride.Value]);
                    x6 = TSimd.MultiplyAdd(s, b0, x6);
                    if (TColumns.Value > 1) y6 = TSimd.MultiplyAdd(s, b1, y6);
                }

                if (TRows.Value > 7)
                {
                    s = TSimd.Broadcast(pa[7 * TRowStride.Value]);
                    x7 = TSimd.MultiplyAdd(s, b0, x7);
                    if (TColumns.Value > 1) y7 = TSimd.MultiplyAdd(s, b1, y7);
                }

                if (TRows.Value > 8)
                {
                    s = TSimd.Broadcast(pa[8 * TRowStride.Value]);
                    x8 = TSimd.MultiplyAdd(s, b0, x8);
                    if (TColumns.Value > 1) y8 = TSimd.MultiplyAdd(s, b1, y8);
                }

                if (TRows.Value > 9)
                {
                    s = TSimd.Broadcast(pa[9 * TRowStride.Value]);
                    x9 = TSimd.MultiplyAdd(s, b0, x9);
                    if (TColumns.Value > 1) y9 = TSimd.MultiplyAdd(s, b1, y9);
                }

                if (TRows.Value > 10)
                {
                    s = TSimd.Broadcast(pa[10 * TRowStride.Value]);
                    x10 = TSimd.MultiplyAdd(s, b0, x10);
                    if (TColumns.Value > 1) y10 = TSimd.MultiplyAdd(s, b1, y10);
                }

                if (TRows.Value > 11)
                {
                    s = TSimd.Broadcast(pa[11 * TRowStride.Value]);
                    x11 = TSimd.MultiplyAdd(s, b0, x11);
                    if (TColumns.Value > 1) y11 = TSimd.MultiplyAdd(s, b1, y11);
                }

                pa += aStep;
                pb += bStep;
            }
        }

        if (relu)
        {
            TVector zero = TSimd.Broadcast(0f);
            x0 = TSimd.Max(x0, zero);
            if (TRows.Value > 0 && TColumns.Value > 1) y0 = TSimd.Max(y0, zero);
            if (TRows.Value > 1) x1 = TSimd.Max(x1, zero);
            if (TRows.Value > 1 && TColumns.Value > 1) y1 = TSimd.Max(y1, zero);
            if (TRows.Value > 2) x2 = TSimd.Max(x2, zero);
            if (TRows.Value > 2 && TColumns.Value > 1) y2 = TSimd.Max(y2, zero);
            if (TRows.Value > 3) x3 = TSimd.Max(x3, zero);
            if (TRows.Value > 3 && TColumns.Value > 1) y3 = TSimd.Max(y3, zero);
            if (TRows.Value > 4) x4 = TSimd.Max(x4, zero);
            if (TRows.Value > 4 && TColumns.Value > 1) y4 = TSimd.Max(y4, zero);
            if (TRows.Value > 5) x5 = TSimd.Max(x5, zero);
            if (TRows.Value > 5 && TColumns.Value > 1) y5 = TSimd.Max(y5, zero);
            if (TRows.Value > 6) x6 = TSimd.Max(x6, zero);
            if (TRows.Value > 6 && TColumns.Value > 1) y6 = TSimd.Max(y6, zero);
            if (TRows.Value > 7) x7 = TSimd.Max(x7, zero);
            if (TRows.Value > 7 && TColumns.Value > 1) y7 = TSimd.Max(y7, zero);
            if (TRows.Value > 8) x8 = TSimd.Max(x8, zero);
            if (TRows.Value > 8 && TColumns.Value > 1) y8 = TSimd.Max(y8, zero);
            if (TRows.Value > 9) x9 = TSimd.Max(x9, zero);
            if (TRows.Value > 9 && TColumns.Value > 1) y9 = TSimd.Max(y9, zero);
            if (TRows.Value > 10) x10 = TSimd.Max(x10, zero);
            if (TRows.Value > 10 && TColumns.Value > 1) y10 = TSimd.Max(y10, zero);
            if (TRows.Value > 11) x11 = TSimd.Max(x11, zero);
            if (TRows.Value > 11 && TColumns.Value > 1) y11 = TSimd.Max(y11, zero);
        }

        TSimd.Store(x0, c + (0 * cStep));
        if (TRows.Value > 0 && TColumns.Value > 1) TSimd.Store(y0, c + (0 * cStep) + width);
        if (TRows.Value > 1) TSimd.Store(x1, c + (1 * cStep));
        if (TRows.Value > 1 && TColumns.Value > 1) TSimd.Store(y1, c + (1 * cStep) + width);
        if (TRows.Value > 2) TSimd.Store(x2, c + (2 * cStep));
        if (TRows.Value > 2 && TColumns.Value > 1) TSimd.Store(y2, c + (2 * cStep) + width);
        if (TRows.Value > 3) TSimd.Store(x3, c + (3 * cStep));
        if (TRows.Value > 3 && TColumns.Value > 1) TSimd.Store(y3, c + (3 * cStep) + width);
        if (TRows.Value > 4) TSimd.Store(x4, c + (4 * cStep));
        if (TRows.Value > 4 && TColumns.Value > 1) TSimd.Store(y4, c + (4 * cStep) + width);
        if (TRows.Value > 5) TSimd.Store(x5, c + (5 * cStep));
        if (TRows.Value > 5 && TColumns.Value > 1) TSimd.Store(y5, c + (5 * cStep) + width);
        if (TRows.Value > 6) TSimd.Store(x6, c + (6 * cStep));
        if (TRows.Value > 6 && TColumns.Value > 1) TSimd.Store(y6, c + (6 * cStep) + width);
        if (TRows.Value > 7) TSimd.Store(x7, c + (7 * cStep));
        if (TRows.Value > 7 && TColumns.Value > 1) TSimd.Store(y7, c + (7 * cStep) + width);
        if (TRows.Value > 8) TSimd.Store(x8, c + (8 * cStep));
        if (TRows.Value > 8 && TColumns.Value > 1) TSimd.Store(y8, c + (8 * cStep) + width);
        if (TRows.Value > 9) TSimd.Store(x9, c + (9 * cStep));
        if (TRows.Value > 9 && TColumns.Value > 1) TSimd.Store(y9, c + (9 * cStep) + width);
        if (TRows.Value > 10) TSimd.Store(x10, c + (10 * cStep));
        if (TRows.Value > 10 && TColumns.Value > 1) TSimd.Store(y10, c + (10 * cStep) + width);
        if (TRows.Value > 11) TSimd.Store(x11, c + (11 * cStep));
        if (TRows.Value > 11 && TColumns.Value > 1) TSimd.Store(y11, c + (11 * cStep) + width);
    }
}
