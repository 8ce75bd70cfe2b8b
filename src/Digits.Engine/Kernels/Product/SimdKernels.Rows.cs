using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>Products for a single image.</summary>
internal sealed unsafe partial class SimdKernels<TVector, TSimd>
{
    private const int RowsInTile = 6;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void ProductOfRows(
        ReadOnlySpan<float> x, ReadOnlySpan<int> rows, ReadOnlySpan<Segment> segments, ReadOnlySpan<float> weights, int columns, Range wanted,
        ReadOnlySpan<float> bias, bool relu, Span<float> y)
    {
        (int first, int count) = wanted.GetOffsetAndLength(columns);
        Check(first % WidestVector == 0 && count % WidestVector == 0, nameof(wanted));
        Check(y.Length >= rows.Length * columns, nameof(y));
        Check(bias.Length >= columns, nameof(bias));
        int lastRow = TensorPrimitives.Max(rows);
        foreach (Segment segment in segments)
        {
            Check(x.Length >= lastRow + segment.A + segment.Count, nameof(x));
            Check(weights.Length >= (segment.B + segment.Count) * columns, nameof(weights));
        }

        fixed (float* px = x, pw = weights, pBias = bias, py = y)
        fixed (int* pRows = rows)
        fixed (Segment* pSegments = segments)
        {
            for (int column = first, vectors; column < first + count; column += vectors * TSimd.Width)
            {
                int left = (first + count - column) / TSimd.Width;

                // Six rows of four vectors need 24 accumulators: only with 32 registers.
                vectors = left >= 4 && TSimd.TileRows > RowsInTile ? 4 : left >= 2 ? 2 : 1;
                for (int row = 0; row < rows.Length; row += RowsInTile)
                {
                    float* target = py + ((nint)row * columns) + column;
                    int tile = Math.Min(RowsInTile, rows.Length - row);
                    if (vectors == 4)
                        Rows<Four>(tile, px, pRows + row, pw + column, columns, pSegments, segments.Length, pBias + column, relu, target);
                    else if (vectors == 2)
                        Rows<Two>(tile, px, pRows + row, pw + column, columns, pSegments, segments.Length, pBias + column, relu, target);
                    else
                        Rows<One>(tile, px, pRows + row, pw + column, columns, pSegments, segments.Length, pBias + column, relu, target);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void MaxOfRows(ReadOnlySpan<float> x, int taps, int columns, Span<float> y)
    {
        Check(x.Length >= y.Length * taps, nameof(x));
        fixed (float* px = x, py = y)
        {
            for (int window = 0; window < y.Length / columns; window++)
            {
                float* first = px + ((nint)window * taps * columns);
                for (int column = 0; column < columns; column += TSimd.Width)
                {
                    TVector greatest = Load(first + column);
                    for (int tap = 1; tap < taps; tap++)
                        greatest = TSimd.Max(greatest, Load(first + (tap * columns) + column));

                    TSimd.Store(greatest, py + ((nint)window * columns) + column);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rows<TColumns>(
        int count, float* x, int* rows, float* w, nint wStep, Segment* segments, int segmentCount, float* bias, bool relu, float* y)
        where TColumns : struct, IConstant
    {
        switch (count)
        {
            case 6:
                RowTile<TVector, TSimd>.Run<Six, TColumns>(x, rows, w, wStep, segments, segmentCount, bias, relu, y, wStep);
                break;
            case 5:
                RowTile<TVector, TSimd>.Run<Five, TColumns>(x, rows, w, wStep, segments, segmentCount, bias, relu, y, wStep);
                break;
            case 4:
                RowTile<TVector, TSimd>.Run<Four, TColumns>(x, rows, w, wStep, segments, segmentCount, bias, relu, y, wStep);
                break;
            case 3:
                RowTile<TVector, TSimd>.Run<Three, TColumns>(x, rows, w, wStep, segments, segmentCount, bias, relu, y, wStep);
                break;
            case 2:
                RowTile<TVector, TSimd>.Run<Two, TColumns>(x, rows, w, wStep, segments, segmentCount, bias, relu, y, wStep);
                break;
            default:
                RowTile<TVector, TSimd>.Run<One, TColumns>(x, rows, w, wStep, segments, segmentCount, bias, relu, y, wStep);
                break;
        }
    }
}
