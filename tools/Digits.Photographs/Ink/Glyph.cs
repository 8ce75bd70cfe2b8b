namespace Digits.Photographs;

/// <summary>
/// Written digits without a pen: how far each point is from the middle of the line and from the edge of the ink as it was written, so that any pen can
/// write them again at any size.
/// </summary>
internal sealed class Glyph
{
    private readonly DistanceMap _middle;
    private readonly Field _edge;
    private readonly byte[] _owner;

    /// <summary>Takes writing off a picture.</summary>
    /// <param name="ink">Where there was ink.</param>
    /// <param name="width">Width of the picture.</param>
    /// <param name="height">Height of the picture.</param>
    /// <param name="owner">The digit, counted from 0, that each pixel of the ink belongs to.</param>
    /// <param name="text">The digits.</param>
    public Glyph(bool[] ink, int width, int height, byte[] owner, string text)
    {
        Text = text;
        _middle = DistanceMap.Of(Thinning.Thin(ink, width, height), width, height);
        DistanceMap outside = DistanceMap.Of(ink, width, height);
        DistanceMap inside = DistanceMap.Of([.. ink.Select(here => !here)], width, height);
        _edge = new Field(width, height);
        _owner = new byte[owner.Length];
        for (int i = 0; i < owner.Length; i++)
        {
            _edge.Values[i] = inside.Distance.Values[i] - outside.Distance.Values[i];
            _owner[i] = owner[outside.Nearest[i]];
        }

        _middle.Distance.Blur(1);
        (Left, Top, Right, Bottom) = Bounds(ink, width);
    }

    public string Text { get; }

    /// <summary>The ink's left edge in the picture that it came from; the others likewise.</summary>
    public int Left { get; }

    public int Top { get; }

    public int Right { get; }

    public int Bottom { get; }

    public int Width => Right - Left + 1;

    public int Height => Bottom - Top + 1;

    /// <summary>The distance from the middle of the line, in the glyph's own pixels.</summary>
    public float FromMiddle(float x, float y) => _middle.Distance.Sample(x, y) + Outside(x, y);

    /// <summary>How deep inside the ink as it was written; negative outside of it.</summary>
    public float Depth(float x, float y) => _edge.Sample(x, y) - Outside(x, y);

    /// <summary>Which digit a point belongs to.</summary>
    public int Owner(float x, float y)
    {
        int px = Math.Clamp((int)(x + 0.5f), 0, _edge.Width - 1);
        int py = Math.Clamp((int)(y + 0.5f), 0, _edge.Height - 1);
        return _owner[py * _edge.Width + px];
    }

    private float Outside(float x, float y)
    {
        float dx = MathF.Max(MathF.Max(-x, x - _edge.Width + 1), 0);
        float dy = MathF.Max(MathF.Max(-y, y - _edge.Height + 1), 0);
        return MathF.Sqrt(dx * dx + dy * dy);
    }

    private static (int Left, int Top, int Right, int Bottom) Bounds(bool[] ink, int width)
    {
        int left = int.MaxValue, top = int.MaxValue, right = 0, bottom = 0;
        for (int i = 0; i < ink.Length; i++)
        {
            if (!ink[i])
                continue;
            (int y, int x) = Math.DivRem(i, width);
            (left, right) = (Math.Min(left, x), Math.Max(right, x));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
        }

        return (left, top, right, bottom);
    }
}
