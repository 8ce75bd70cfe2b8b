using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>
/// The inner loop for a single image: y[r, j] = bias[j] + sum over k of x[row r, k] * w[k, j], for up to 6 rows r anywhere in the image and one, two or four
/// vectors of columns j, all sums in registers. Where <see cref="GemmTile{TVector, TSimd}"/> has images along the vectors and needs thirty-two of them, this
/// has output channels.
/// <para>A row is a pixel's place; step k of a segment is <c>row[segment.A + k]</c>, a scalar that is broadcast, times row <c>segment.B + k</c> of the
/// weights.</para>
/// <para>Sums run in the order of <see cref="GemmTile{TVector, TSimd}"/> and each multiply-add rounds once, so both give the same bits.</para>
/// </summary>
internal static unsafe class RowTile<TVector, TSimd>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TRows, TColumns>(
        float* x, int* rows, float* w, nint wStep, Segment* segments, int segmentCount, float* bias, bool relu, float* y, nint yStep)
        where TRows : struct, IConstant
        where TColumns : struct, IConstant
    {
        nint width = TSimd.Width;
        TVector b0 = TSimd.Load(bias);
        TVector b1 = TColumns.Value > 1 ? TSimd.Load(bias + width) : default;
        TVector b2 = TColumns.Value > 2 ? TSimd.Load(bias + (2 * width)) : default;
        TVector b3 = TColumns.Value > 2 ? TSimd.Load(bias + (3 * width)) : default;
        TVector p0 = b0, p1 = b1, p2 = b2, p3 = b3, q0 = b0, q1 = b1, q2 = b2, q3 = b3;
        TVector r0 = b0, r1 = b1, r2 = b2, r3 = b3, s0 = b0, s1 = b1, s2 = b2, s3 = b3;
        TVector t0 = b0, t1 = b1, t2 = b2, t3 = b3, u0 = b0, u1 = b1, u2 = b2, u3 = b3;
        for (Segment* segment = segments, end = segments + segmentCount; segment < end; segment++)
        {
            float* from = x + segment->A;
            float* pw = w + (segment->B * wStep);
            float* p = from + rows[0];
            float* q = TRows.Value > 1 ? from + rows[1] : p;
            float* r = TRows.Value > 2 ? from + rows[2] : p;
            float* s = TRows.Value > 3 ? from + rows[3] : p;
            float* t = TRows.Value > 4 ? from + rows[4] : p;
            float* u = TRows.Value > 5 ? from + rows[5] : p;
            nint count = segment->Count;
            for (nint k = 0; k < count; k++, pw += wStep)
            {
                TVector w0 = TSimd.Load(pw);
                TVector w1 = TColumns.Value > 1 ? TSimd.Load(pw + width) : default;
                TVector w2 = TColumns.Value > 2 ? TSimd.Load(pw + (2 * width)) : default;
                TVector w3 = TColumns.Value > 2 ? TSimd.Load(pw + (3 * width)) : default;
                Step<TColumns>(p[k], w0, w1, w2, w3, ref p0, ref p1, ref p2, ref p3);
                if (TRows.Value > 1) Step<TColumns>(q[k], w0, w1, w2, w3, ref q0, ref q1, ref q2, ref q3);
                if (TRows.Value > 2) Step<TColumns>(r[k], w0, w1, w2, w3, ref r0, ref r1, ref r2, ref r3);
                if (TRows.Value > 3) Step<TColumns>(s[k], w0, w1, w2, w3, ref s0, ref s1, ref s2, ref s3);
                if (TRows.Value > 4) Step<TColumns>(t[k], w0, w1, w2, w3, ref t0, ref t1, ref t2, ref t3);
                if (TRows.Value > 5) Step<TColumns>(u[k], w0, w1, w2, w3, ref u0, ref u1, ref u2, ref u3);
            }
        }

        Store<TColumns>(y, relu, p0, p1, p2, p3);
        if (TRows.Value > 1) Store<TColumns>(y + yStep, relu, q0, q1, q2, q3);
        if (TRows.Value > 2) Store<TColumns>(y + (2 * yStep), relu, r0, r1, r2, r3);
        if (TRows.Value > 3) Store<TColumns>(y + (3 * yStep), relu, s0, s1, s2, s3);
        if (TRows.Value > 4) Store<TColumns>(y + (4 * yStep), relu, t0, t1, t2, t3);
        if (TRows.Value > 5) Store<TColumns>(y + (5 * yStep), relu, u0, u1, u2, u3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<TColumns>(
        float scalar, TVector w0, TVector w1, TVector w2, TVector w3, ref TVector y0, ref TVector y1, ref TVector y2, ref TVector y3)
        where TColumns : struct, IConstant
    {
        TVector value = TSimd.Broadcast(scalar);
        y0 = TSimd.MultiplyAdd(value, w0, y0);
        if (TColumns.Value > 1) y1 = TSimd.MultiplyAdd(value, w1, y1);
        if (TColumns.Value > 2) y2 = TSimd.MultiplyAdd(value, w2, y2);
        if (TColumns.Value > 2) y3 = TSimd.MultiplyAdd(value, w3, y3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TColumns>(float* y, bool relu, TVector y0, TVector y1, TVector y2, TVector y3)
        where TColumns : struct, IConstant
    {
        nint width = TSimd.Width;
        TVector zero = TSimd.Broadcast(0f);
        TSimd.Store(relu ? TSimd.Max(y0, zero) : y0, y);
        if (TColumns.Value > 1) TSimd.Store(relu ? TSimd.Max(y1, zero) : y1, y + width);
        if (TColumns.Value > 2) TSimd.Store(relu ? TSimd.Max(y2, zero) : y2, y + (2 * width));
        if (TColumns.Value > 2) TSimd.Store(relu ? TSimd.Max(y3, zero) : y3, y + (3 * width));
    }
}
