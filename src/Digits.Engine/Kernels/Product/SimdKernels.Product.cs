using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

internal sealed unsafe partial class SimdKernels<TVector, TSimd>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Product(PackedWeights weights, TapTable table, ReadOnlySpan<float> b, ReadOnlySpan<float> bias, bool relu, Span<float> c)
    {
        Check(c.Length >= table.Count * weights.Rows * Lanes.Count, nameof(c));
        Check(weights.Steps >= table.EndA, nameof(weights));
        Check(b.Length >= table.EndB * Lanes.Count, nameof(b));
        Check(bias.IsEmpty || bias.Length >= weights.Rows, nameof(bias));
        fixed (float* pa = weights.Values, pb = b, pc = c, pBias = bias)
        fixed (Segment* segments = table.Segments)
        {
            ReadOnlySpan<int> starts = table.Starts;
            TileStart start = bias.IsEmpty ? TileStart.Zero : TileStart.Bias;
            for (int i = 0; i < table.Count; i++)
            {
                Segment* first = segments + starts[i];
                int count = starts[i + 1] - starts[i];
                float* a = pa;
                float* target = pc + ((nint)i * weights.Rows * Lanes.Count);
                float* tileBias = pBias;
                foreach (int rows in weights.Tiles)
                {
                    for (int lane = 0; lane < Lanes.Count; lane += 2 * TSimd.Width)
                        Tile<Two, One>(rows, a, rows, pb + lane, Lanes.Count, first, count, target + lane, Lanes.Count, start, tileBias, relu);

                    a += (nint)rows * weights.Steps;
                    target += rows * Lanes.Count;
                    tileBias += rows;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void ProductPooled(
        PackedWeights weights,
        TapTable table,
        int taps,
        ReadOnlySpan<float> b,
        ReadOnlySpan<float> bias,
        bool relu,
        Span<float> y,
        Span<uint> winners)
    {
        int pixels = table.Count / taps;
        Check(y.Length >= pixels * weights.Rows * Lanes.Count, nameof(y));
        Check(weights.Steps >= table.EndA, nameof(weights));
        Check(b.Length >= table.EndB * Lanes.Count, nameof(b));
        Check(winners.IsEmpty || winners.Length >= table.Count * weights.Rows, nameof(winners));
        Check(bias.IsEmpty || bias.Length >= weights.Rows, nameof(bias));
        float* results = stackalloc float[taps * LargestTile * Lanes.Count];
        float** window = stackalloc float*[taps];
        fixed (float* pa = weights.Values, pb = b, py = y, pBias = bias)
        fixed (Segment* segments = table.Segments)
        fixed (uint* pWinners = winners)
        {
            ReadOnlySpan<int> starts = table.Starts;
            TileStart start = bias.IsEmpty ? TileStart.Zero : TileStart.Bias;
            for (int pixel = 0; pixel < pixels; pixel++)
            {
                float* a = pa;
                float* target = py + ((nint)pixel * weights.Rows * Lanes.Count);
                float* tileBias = pBias;
                uint* tileWinners = pWinners is null ? null : pWinners + ((nint)pixel * weights.Rows * taps);
                foreach (int rows in weights.Tiles)
                {
                    for (int tap = 0; tap < taps; tap++)
                    {
                        int i = (pixel * taps) + tap;
                        float* c = window[tap] = results + (tap * rows * Lanes.Count);
                        for (int lane = 0; lane < Lanes.Count; lane += 2 * TSimd.Width)
                        {
                            Tile<Two, One>(
                                rows, a, rows, pb + lane, Lanes.Count, segments + starts[i], starts[i + 1] - starts[i], c + lane, Lanes.Count, start,
                                tileBias, relu: false);
                        }
                    }

                    PoolTile(window, rows, taps, relu, target, tileWinners);
                    a += (nint)rows * weights.Steps;
                    target += rows * Lanes.Count;
                    tileBias += rows;
                    tileWinners += tileWinners is null ? 0 : rows * taps;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void MaxOfWindows(
        ReadOnlySpan<float> x, ReadOnlySpan<int> pixels, int taps, int channels, bool relu, Span<float> y, Span<uint> winners)
    {
        int floats = channels * Lanes.Count;
        Check(y.Length >= pixels.Length / taps * floats, nameof(y));
        Check(winners.Length >= pixels.Length * channels, nameof(winners));
        float** window = stackalloc float*[taps];
        fixed (float* px = x, py = y)
        fixed (uint* pWinners = winners)
        {
            for (int i = 0; i < pixels.Length; i += taps)
            {
                for (int tap = 0; tap < taps; tap++)
                {
                    Check((uint)pixels[i + tap] < (uint)(x.Length / floats), nameof(pixels));
                    window[tap] = px + ((nint)pixels[i + tap] * floats);
                }

                PoolTile(window, channels, taps, relu, py + ((nint)(i / taps) * floats), pWinners + ((nint)i * channels));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void SpreadPooled(
        ReadOnlySpan<float> gy, ReadOnlySpan<uint> winners, int channels, ReadOnlySpan<int> destinations, int taps, Span<float> gx)
    {
        Check(winners.Length >= destinations.Length * channels, nameof(winners));
        Check(gy.Length >= destinations.Length / taps * channels * Lanes.Count, nameof(gy));
        fixed (float* pgy = gy, pgx = gx)
        fixed (uint* pWinners = winners)
        {
            float* gradient = pgy;
            uint* bits = pWinners;
            int floats = channels * Lanes.Count;
            for (int i = 0; i < destinations.Length; i += taps)
            {
                for (int channel = 0; channel < channels; channel++, bits += taps)
                {
                    for (int lane = 0; lane < Lanes.Count; lane += TSimd.Width, gradient += TSimd.Width)
                    {
                        TVector value = Load(gradient);
                        for (int tap = 0; tap < taps; tap++)
                            TSimd.Store(TSimd.Keep(value, bits[tap] >> lane), pgx + ((nint)destinations[i + tap] * floats) + (channel * Lanes.Count) + lane);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void ProductOverLanes(
        ReadOnlySpan<(int FirstRow, int Rows)> runs, TapTable table, ReadOnlySpan<float> x, ReadOnlySpan<float> turned, int columns, bool accumulate,
        Span<float> c)
    {
        Check(runs.Length == table.Count, nameof(runs));
        Check(turned.Length >= table.EndB * columns, nameof(turned));
        TileStart start = accumulate ? TileStart.Accumulate : TileStart.Zero;
        fixed (float* px = x, pTurned = turned, pc = c)
        fixed (Segment* segments = table.Segments)
        {
            ReadOnlySpan<int> starts = table.Starts;
            for (int i = 0; i < table.Count; i++)
            {
                Segment* first = segments + starts[i];
                int count = starts[i + 1] - starts[i];
                Check(c.Length >= (runs[i].FirstRow + runs[i].Rows) * columns, nameof(c));
                Check(count == 0 || x.Length >= table.EndsOfA[i] + ((runs[i].Rows - 1) * Lanes.Count), nameof(x));
                for (int column = 0; column < columns;)
                {
                    bool two = columns - column >= 2 * TSimd.Width;
                    float* target = pc + ((nint)runs[i].FirstRow * columns) + column;
                    float* a = px;
                    for (int row = 0; row < runs[i].Rows;)
                    {
                        int rows = NextTile(runs[i].Rows - row);
                        if (two)
                            Tile<Two, LaneCount>(rows, a, 1, pTurned + column, columns, first, count, target, columns, start, null, relu: false);
                        else
                            Tile<One, LaneCount>(rows, a, 1, pTurned + column, columns, first, count, target, columns, start, null, relu: false);

                        row += rows;
                        a += rows * Lanes.Count;
                        target += (nint)rows * columns;
                    }

                    column += (two ? 2 : 1) * TSimd.Width;
                }
            }
        }
    }

    private static int NextTile(int rows) => rows switch
    {
        9 when TSimd.TileRows >= 9 => 9,
        16 when TSimd.TileRows >= 8 => 8,
        >= 12 when TSimd.TileRows >= 12 => 12,
        >= 8 when TSimd.TileRows >= 8 => 8,
        >= 6 => 6,
        >= 4 => 4,
        >= 2 => 2,
        _ => 1,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile<TColumns, TRowStride>(
        int rows, float* a, nint aStep, float* b, nint bStep, Segment* segments, int count, float* c, nint cStep, TileStart start, float* bias, bool relu)
        where TColumns : struct, IConstant
        where TRowStride : struct, IConstant
    {
        switch (rows)
        {
            case 12:
                GemmTile<TVector, TSimd>.Run<Twelve, TColumns, TRowStride>(a, aStep, b, bStep, segments, count, c, cStep, start, bias, relu);
                break;
            case 9:
                GemmTile<TVector, TSimd>.Run<Nine, TColumns, TRowStride>(a, aStep, b, bStep, segments, count, c, cStep, start, bias, relu);
                break;
            case 8:
                GemmTile<TVector, TSimd>.Run<Eight, TColumns, TRowStride>(a, aStep, b, bStep, segments, count, c, cStep, start, bias, relu);
                break;
            case 6:
                GemmTile<TVector, TSimd>.Run<Six, TColumns, TRowStride>(a, aStep, b, bStep, segments, count, c, cStep, start, bias, relu);
                break;
            case 4:
                GemmTile<TVector, TSimd>.Run<Four, TColumns, TRowStride>(a, aStep, b, bStep, segments, count, c, cStep, start, bias, relu);
                break;
            case 2:
                GemmTile<TVector, TSimd>.Run<Two, TColumns, TRowStride>(a, aStep, b, bStep, segments, count, c, cStep, start, bias, relu);
                break;
            default:
                GemmTile<TVector, TSimd>.Run<One, TColumns, TRowStride>(a, aStep, b, bStep, segments, count, c, cStep, start, bias, relu);
                break;
        }
    }

    /// <summary>
    /// The greatest of each window, from tiles <c>[row][32]</c>, one a tap, and which of its taps that was, the first in case of a tie; none where a ReLU
    /// makes it zero.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PoolTile(float** window, int rows, int taps, bool relu, float* y, uint* winners)
    {
        TVector zero = TSimd.Broadcast(0f);
        for (int row = 0; row < rows; row++)
        {
            for (int lane = 0; lane < Lanes.Count; lane += TSimd.Width)
            {
                nint place = (row * Lanes.Count) + lane;
                TVector greatest = Load(window[0] + place);
                for (int tap = 1; tap < taps; tap++)
                    greatest = TSimd.Max(greatest, Load(window[tap] + place));

                TSimd.Store(relu ? TSimd.Max(greatest, zero) : greatest, y + place);
                if (winners is null)
                    continue;

                uint open = relu ? TSimd.GreaterBits(greatest, zero) : TSimd.EqualBits(zero, zero);
                for (int tap = 0; tap < taps; tap++)
                {
                    uint hit = TSimd.EqualBits(Load(window[tap] + place), greatest) & open;
                    open &= ~hit;
                    winners[(row * taps) + tap] = lane == 0 ? hit : winners[(row * taps) + tap] | (hit << lane);
                }
            }
        }
    }
}
