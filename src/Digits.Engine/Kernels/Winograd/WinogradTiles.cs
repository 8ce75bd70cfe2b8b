namespace Digits.Engine.Kernels;

/// <summary>
/// A 3x3 convolution of stride 1 cut into tiles for <see cref="WinogradForm"/>. Tiles at the right and lower border may reach beyond it.
/// </summary>
internal sealed class WinogradTiles
{
    private readonly WinogradForm _form;
    private readonly int _columns;
    private readonly int _height;
    private readonly int[] _sources;
    private readonly int[] _targets;
    private readonly int[] _windows;
    private readonly int[][] _firstSources;

    internal WinogradTiles(WinogradForm form, in WindowGeometry geometry)
    {
        _form = form;
        (Shape source, Shape target) = (geometry.Input, geometry.Output);
        _columns = form.TilesOf(target.Width);
        _height = target.Height;
        List<int> sources = [], targets = [], windows = [];
        Shape pooled = target with { Height = target.Height / form.Size, Width = target.Width / form.Size };
        for (int top = 0; top < target.Height; top += form.Size)
        {
            for (int left = 0; left < target.Width; left += form.Size)
            {
                AddSquare(sources, source, top - geometry.PadTop, left - geometry.PadLeft, form.Reach);
                AddSquare(targets, target, top, left, form.Size);
                AddSquare(windows, pooled, top / form.Size, left / form.Size, 1);
            }
        }

        _sources = [.. sources];
        _targets = [.. targets];
        _windows = [.. windows];
        _firstSources = new int[Count][];
        HashSet<int> untouched = [.. Enumerable.Range(0, source.Pixels)];
        for (int tile = 0; tile < Count; tile++)
            _firstSources[tile] = [.. Sources(tile).ToArray().Where(untouched.Remove)];

        _firstSources[0] = [.. _firstSources[0], .. untouched];
    }

    internal int Count => _sources.Length / _form.Products;

    /// <summary>The pixels that a tile is made from, row by row; -1 outside of the map.</summary>
    internal ReadOnlySpan<int> Sources(int tile) => Of(_sources, tile);

    /// <summary>The pixels that a tile makes, row by row; -1 outside of the map.</summary>
    internal ReadOnlySpan<int> Targets(int tile) => Of(_targets, tile);

    /// <summary>The pixel that a tile becomes where results are pooled by windows of its size; -1 outside of the map.</summary>
    internal ReadOnlySpan<int> Window(int tile) => Of(_windows, tile);

    /// <summary>The pixels that no tile before this one is made from; with the first tile, also those that none is.</summary>
    internal ReadOnlySpan<int> FirstSources(int tile) => _firstSources[tile];

    /// <summary>Rows of the results that are complete after a tile and those before it.</summary>
    internal int CompleteRows(int tile) => Math.Min(_height, (tile + 1) / _columns * _form.Size);

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
