namespace Digits.Engine.Kernels;

/// <summary>
/// A 3x3 convolution of stride 1 cut into tiles for <see cref="WinogradForm"/>. Tiles at the right and lower border may reach beyond it.
/// </summary>
internal sealed class WinogradTiles
{
    /// <summary>Rows and columns of the windows that results may be pooled by: they fill a tile of any form.</summary>
    private const int PoolSize = 2;

    private readonly WinogradForm _form;
    private readonly int[] _sources;
    private readonly int[] _targets;
    private readonly int[] _windows;

    /// <summary>Cuts the results of a convolution into tiles.</summary>
    /// <param name="form">The algorithm.</param>
    /// <param name="source">The map that is read.</param>
    /// <param name="target">The results.</param>
    /// <param name="padTop">Rows of zeros above the source.</param>
    /// <param name="padLeft">Columns of zeros on its left.</param>
    /// <param name="skipZeros">Whether rows and columns at the end that are made of padding alone belong to no tile.</param>
    internal WinogradTiles(WinogradForm form, Shape source, Shape target, int padTop, int padLeft, bool skipZeros = false)
    {
        _form = form;
        int height = skipZeros ? Math.Min(target.Height, source.Height + padTop) : target.Height;
        int width = skipZeros ? Math.Min(target.Width, source.Width + padLeft) : target.Width;
        Zeros = [.. Enumerable.Range(0, target.Pixels).Where(pixel => pixel / target.Width >= height || pixel % target.Width >= width)];
        List<int> sources = [], targets = [], windows = [];
        Shape pooled = target with { Height = target.Height / PoolSize, Width = target.Width / PoolSize };
        for (int top = 0; top < height; top += form.Size)
        {
            for (int left = 0; left < width; left += form.Size)
            {
                AddSquare(sources, source, top - padTop, left - padLeft, form.Reach);
                AddSquare(targets, target, top, left, form.Size);
                AddSquare(windows, pooled, top / PoolSize, left / PoolSize, form.Size / PoolSize);
            }
        }

        _sources = [.. sources];
        _targets = [.. targets];
        _windows = [.. windows];
    }

    /// <summary>The pixels of the results that no tile makes.</summary>
    internal int[] Zeros { get; }

    internal int Count => _sources.Length / _form.Products;

    /// <summary>The pixels that a tile is made from, row by row; -1 outside of the map.</summary>
    internal ReadOnlySpan<int> Sources(int tile) => Of(_sources, tile);

    /// <summary>The pixels that a tile makes, row by row; -1 outside of the map.</summary>
    internal ReadOnlySpan<int> Targets(int tile) => Of(_targets, tile);

    /// <summary>The pixels of the pooled map whose 2x2 windows lie in a tile, row by row; -1 outside of the map.</summary>
    internal ReadOnlySpan<int> Windows(int tile) => Of(_windows, tile);

    private ReadOnlySpan<int> Of(int[] pixels, int tile)
    {
        int each = pixels.Length / Count;
        return pixels.AsSpan(tile * each, each);
    }

    private static void AddSquare(List<int> pixels, Shape map, int top, int left, int size)
    {
        for (int y = top; y < top + size; y++)
        {
            for (int x = left; x < left + size; x++)
                pixels.Add(y >= 0 && y < map.Height && x >= 0 && x < map.Width ? (y * map.Width) + x : -1);
        }
    }
}
