using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Digits.Engine.Kernels;

/// <summary>
/// The left operand of a product, laid out as its tiles read it: for each tile of up to twelve rows, for each step k, the tile's rows side by side.
/// The rows are cut into tiles as the registers of the chosen variant allow.
/// </summary>
internal sealed class PackedWeights
{
    /// <summary>Rows and columns that change places at once, in registers.</summary>
    private const int TransposedBlock = 4;

    private static readonly int[] _tileSizes = [12, 8, 6, 4, 2, 1];
    private readonly Memory<float> _values;

    internal PackedWeights(int rows, int steps, int largestTile)
        : this(rows, steps, largestTile, new AlignedBuffer((long)rows * steps).Memory)
    {
    }

    /// <summary>The same in memory that is given: tests surround it with pages that nobody may touch.</summary>
    internal PackedWeights(int rows, int steps, int largestTile, Memory<float> values)
    {
        Rows = rows;
        Steps = steps;
        Tiles = Cut(rows, largestTile);
        _values = values;
    }

    internal int Rows { get; }

    internal int Steps { get; }

    /// <summary>Rows of each tile, first to last.</summary>
    internal int[] Tiles { get; }

    internal Span<float> Values => _values.Span;

    /// <summary>Cuts <paramref name="rows"/> into tiles that a kernel exists for, largest first.</summary>
    internal static int[] Cut(int rows, int largestTile)
    {
        List<int> tiles = [];
        while (rows > 0)
        {
            int tile = _tileSizes.First(size => size <= largestTile && size <= rows);

            // 12 + 4 leaves the last tile half idle where 8 + 8 does not.
            if (tile == 12 && rows == 16)
                tile = 8;
            tiles.Add(tile);
            rows -= tile;
        }

        return [.. tiles];
    }

    /// <summary>Fills the layout from weights whose element (r, k) is <c>source[k * stride + r]</c>.</summary>
    internal void PackColumns(ReadOnlySpan<float> source, int stride) => PackColumns(source, stride, firstStep: 0, Steps);

    /// <summary>The same for some of the steps: element (r, firstStep + k) is <c>source[k * stride + r]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void PackColumns(ReadOnlySpan<float> source, int stride, int firstStep, int count)
    {
        Span<float> target = Values;
        for (int k = 0; k < count; k++)
        {
            // Row by row of the source, so that every line of it is read once.
            ReadOnlySpan<float> from = source.Slice(k * stride, Rows);
            int first = 0;
            foreach (int tile in Tiles)
            {
                Span<float> to = target.Slice((first * Steps) + ((firstStep + k) * tile), tile);

                // Most tiles are whole vectors. CopyTo of a span is a call, which costs more than the copy of a few floats.
                int whole = tile % Vector128<float>.Count == 0 ? tile : 0;
                for (int r = 0; r < whole; r += Vector128<float>.Count)
                    Vector128.Create(from[(first + r)..]).CopyTo(to[r..]);
                for (int r = whole; r < tile; r++)
                    to[r] = from[first + r];

                first += tile;
            }
        }
    }

    /// <summary>
    /// Fills the layout for the gradient to the input: row r is an input channel, step k is (tap, last first; output channel), and the source is
    /// <c>[tap][ci][co]</c> with <paramref name="stride"/> floats between input channels.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void PackTransposed(ReadOnlySpan<float> source, int stride, int taps)
    {
        int channels = Steps / taps;
        Span<float> target = Values;
        int row = 0;
        foreach (int tile in Tiles)
        {
            for (int tap = taps - 1; tap >= 0; tap--)
            {
                ReadOnlySpan<float> rows = source[(((tap * Rows) + row) * stride)..];
                int whole = Sse.IsSupported && tile % TransposedBlock == 0 ? channels / TransposedBlock * TransposedBlock : 0;
                for (int r = 0; whole > 0 && r < tile; r += TransposedBlock)
                    Transpose(rows[(r * stride)..], stride, whole, target[r..], tile);

                for (int r = 0; r < tile; r++)
                {
                    ReadOnlySpan<float> from = rows.Slice(r * stride, channels);
                    for (int k = whole, to = (whole * tile) + r; k < from.Length; k++, to += tile)
                        target[to] = from[k];
                }

                target = target[(tile * channels)..];
            }

            row += tile;
        }
    }

    /// <summary>target[k * tile + r] = rows[r * stride + k] for four rows and a multiple of four columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(ReadOnlySpan<float> rows, int stride, int columns, Span<float> target, int tile)
    {
        for (int k = 0, to = 0; k < columns; k += TransposedBlock, to += TransposedBlock * tile)
        {
            Vector128<float> r0 = Vector128.Create(rows[k..]), r1 = Vector128.Create(rows[(stride + k)..]);
            Vector128<float> r2 = Vector128.Create(rows[((2 * stride) + k)..]), r3 = Vector128.Create(rows[((3 * stride) + k)..]);
            Vector128<float> low0 = Sse.UnpackLow(r0, r2), low1 = Sse.UnpackLow(r1, r3);
            Vector128<float> high0 = Sse.UnpackHigh(r0, r2), high1 = Sse.UnpackHigh(r1, r3);
            Sse.UnpackLow(low0, low1).CopyTo(target[to..]);
            Sse.UnpackHigh(low0, low1).CopyTo(target[(to + tile)..]);
            Sse.UnpackLow(high0, high1).CopyTo(target[(to + (2 * tile))..]);
            Sse.UnpackHigh(high0, high1).CopyTo(target[(to + (3 * tile))..]);
        }
    }
}
