namespace Digits.Imaging;

/// <summary>The ink of some components of a page, without that of others near them.</summary>
internal sealed class RowPatch
{
    /// <summary>So far around a component its ink has soft edges.</summary>
    private const int OwnEdge = 1, OthersEdge = 2;

    private readonly PageLayout _page;
    private readonly int _left, _top, _width, _height;
    private readonly bool[] _isOther;

    /// <summary>Takes a row.</summary>
    internal RowPatch(PageLayout page, WritingRow row, bool isFine)
        : this(page, [.. row.Bodies, .. row.Marks], (int)(0.3 * row.BodyHeight) + 2, isFine)
    {
    }

    /// <summary>Takes components.</summary>
    /// <param name="page">The page.</param>
    /// <param name="own">The components.</param>
    /// <param name="margin">How far around them the patch reaches.</param>
    /// <param name="isFine">Whether to look into the picture itself instead of the reduced one.</param>
    internal RowPatch(PageLayout page, IReadOnlyCollection<Component> own, int margin, bool isFine)
    {
        (_page, IsFine) = (page, isFine);
        _left = own.Min(part => part.Left) - margin;
        _top = own.Min(part => part.Top) - margin;
        _width = own.Max(part => part.Right) + margin - _left;
        _height = own.Max(part => part.Bottom) + margin - _top;
        _isOther = new bool[_width * _height];
        HashSet<Component> mine = [.. own];
        foreach (Component part in page.Components)
        {
            if (IsNear(part) && !mine.Contains(part))
                Mark(part, OthersEdge, true);
        }

        foreach (Component part in own)
            Mark(part, OwnEdge, false);
    }

    /// <summary>Whether the picture itself is looked into.</summary>
    internal bool IsFine { get; }

    /// <summary>The ink at a place of the work plane, 0 where another component's is.</summary>
    internal float At(float x, float y)
    {
        int column = (int)MathF.Round(x) - _left, row = (int)MathF.Round(y) - _top;
        if ((uint)column < (uint)_width && (uint)row < (uint)_height && _isOther[(row * _width) + column])
            return 0;
        return _page.InkAt(x, y, IsFine);
    }

    private bool IsNear(Component part) =>
        part.Right + OthersEdge > _left && part.Left - OthersEdge < _left + _width && part.Bottom + OthersEdge > _top && part.Top - OthersEdge < _top + _height;

    private void Mark(Component part, int edge, bool isOther)
    {
        foreach (InkRun run in part.Runs)
        {
            int from = Math.Max(0, run.From - edge - _left), to = Math.Min(_width, run.To + edge - _left);
            for (int y = Math.Max(0, run.Y - edge - _top); y <= Math.Min(_height - 1, run.Y + edge - _top) && from < to; y++)
                _isOther.AsSpan((y * _width) + from, to - from).Fill(isOther);
        }
    }
}
