using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>
/// The left operand of a product, laid out as its tiles read it: for each tile of up to twelve rows, for each step k, the tile's rows side by side.
/// The rows are cut into tiles as the registers of the chosen variant allow.
/// </summary>
internal sealed class PackedWeights
{
    private static readonly int[] _tileSizes = [12, 8, 6, 4, 2, 1];
    private readonly Memory<float> _values;

    internal PackedWeights(int rows, int steps, int largestTile)
        : this(rows, steps, largestTile, new AlignedBuffer(rows * steps).Memory)
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void PackColumns(ReadOnlySpan<float> source, int stride)
    {
        Span<float> target = Values;
        int row = 0;
        foreach (int tile in Tiles)
        {
            for (int k = 0; k < Steps; k++)
            {
                source.Slice((k * stride) + row, tile).CopyTo(target);
                target = target[tile..];
            }

            row += tile;
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
                for (int r = 0; r < tile; r++)
                {
                    ReadOnlySpan<float> from = source.Slice(((tap * Rows) + row + r) * stride, channels);
                    for (int k = 0, to = r; k < from.Length; k++, to += tile)
                        target[to] = from[k];
                }

                target = target[(tile * channels)..];
            }

            row += tile;
        }
    }
}
