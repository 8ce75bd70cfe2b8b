namespace Digits.Engine.Kernels;

/// <summary>
/// A 3x3 convolution of stride 1 cut into tiles: 4x4 results each, which are made from 6x6 pixels of the source with 36 products instead of 144
/// (Lavin and Gray, "Fast algorithms for convolutional neural networks", 2016). Tiles at the right and lower border reach beyond it.
/// </summary>
internal sealed class WinogradTiles
{
    /// <summary>Rows and columns of a tile's results.</summary>
    internal const int Size = 4;

    /// <summary>Rows and columns of what a tile is made from.</summary>
    internal const int Reach = 6;

    /// <summary>Products of a tile for each pair of channels.</summary>
    internal const int Products = Reach * Reach;

    private const int Results = Size * Size;
    private readonly int[] _sources;
    private readonly int[] _targets;

    /// <summary>Cuts the results of a convolution into tiles.</summary>
    /// <param name="source">The map that is read.</param>
    /// <param name="target">The results.</param>
    /// <param name="padTop">Rows of zeros above the source.</param>
    /// <param name="padLeft">Columns of zeros on its left.</param>
    internal WinogradTiles(Shape source, Shape target, int padTop, int padLeft)
    {
        List<int> sources = [], targets = [];
        for (int top = 0; top < target.Height; top += Size)
        {
            for (int left = 0; left < target.Width; left += Size)
            {
                AddSquare(sources, source, top - padTop, left - padLeft, Reach);
                AddSquare(targets, target, top, left, Size);
            }
        }

        _sources = [.. sources];
        _targets = [.. targets];
    }

    internal int Count => _targets.Length / Results;

    /// <summary>The pixels that a tile is made from, row by row; -1 outside of the map.</summary>
    internal ReadOnlySpan<int> Sources(int tile) => _sources.AsSpan(tile * Products, Products);

    /// <summary>The pixels that a tile makes, row by row; -1 outside of the map.</summary>
    internal ReadOnlySpan<int> Targets(int tile) => _targets.AsSpan(tile * Results, Results);

    private static void AddSquare(List<int> pixels, Shape map, int top, int left, int size)
    {
        for (int y = top; y < top + size; y++)
        {
            for (int x = left; x < left + size; x++)
                pixels.Add(y >= 0 && y < map.Height && x >= 0 && x < map.Width ? (y * map.Width) + x : -1);
        }
    }
}
