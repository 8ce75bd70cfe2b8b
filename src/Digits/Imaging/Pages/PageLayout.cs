namespace Digits.Imaging;

/// <summary>
/// What was found on a page. Coordinates are those of the work plane, whose pixels are squares of <paramref name="Factor"/> pixels of the picture.
/// </summary>
/// <param name="Image">The picture.</param>
/// <param name="Factor">By how much it was reduced for the work.</param>
/// <param name="IsInkDark">Whether the ink is dark.</param>
/// <param name="Ink">The ink, without rules.</param>
/// <param name="Erased">Where rules were.</param>
/// <param name="Components">All connected ink.</param>
/// <param name="Rows">Rows of writing, in reading order.</param>
/// <param name="Slope">The rise of the page's rows for each pixel to the right.</param>
/// <param name="IsClean">Whether the ground is even, so that what is not ground is ink.</param>
internal sealed record PageLayout(
    GrayImage Image,
    int Factor,
    bool IsInkDark,
    PageInk Ink,
    Mask Erased,
    IReadOnlyList<Component> Components,
    IReadOnlyList<WritingRow> Rows,
    double Slope,
    bool IsClean)
{
    internal int Width => Ink.Ink.Width;

    internal int Height => Ink.Ink.Height;

    /// <summary>
    /// The height of the digits of the highest row that is of several, or of half as many as in any; 0 where there is none. Print is lower than writing.
    /// </summary>
    internal double UsualHeight { get; } = UsualHeightOf(Rows);

    /// <summary>The ink at a place between pixels.</summary>
    /// <param name="x">The place, in pixels of the work plane.</param>
    /// <param name="y">The place, in pixels of the work plane.</param>
    /// <param name="isFine">Whether to look into the picture itself instead of the reduced one.</param>
    internal float InkAt(float x, float y, bool isFine)
    {
        if (!isFine || Factor == 1)
            return Ink.Ink.At(x, y);
        if (Erased[Math.Clamp((int)(x + 0.5f), 0, Width - 1), Math.Clamp((int)(y + 0.5f), 0, Height - 1)])
            return 0;
        return Ink.InkOf(255 - DarknessAt(x, y), x, y);
    }

    /// <summary>How dark the picture is at a place of the work plane, or how bright if the ink is bright, 0 to 255.</summary>
    internal float DarknessAt(float x, float y)
    {
        float value = PixelAt(((x + 0.5f) * Factor) - 0.5f, ((y + 0.5f) * Factor) - 0.5f);
        return IsInkDark ? 255 - value : value;
    }

    /// <summary>The box in the picture's own pixels of a box in the work plane, whose last column and row are not in it.</summary>
    internal (int X, int Y, int Width, int Height) InPicture(int left, int top, int right, int bottom)
    {
        (left, top) = (Math.Clamp(left, 0, Width - 1) * Factor, Math.Clamp(top, 0, Height - 1) * Factor);
        right = Math.Clamp(right * Factor, left + 1, Image.Width);
        bottom = Math.Clamp(bottom * Factor, top + 1, Image.Height);
        return (left, top, right - left, bottom - top);
    }

    private float PixelAt(float x, float y)
    {
        x = Math.Clamp(x, 0, Image.Width - 1);
        y = Math.Clamp(y, 0, Image.Height - 1);
        int left = (int)x, top = (int)y;
        int right = Math.Min(left + 1, Image.Width - 1), bottom = Math.Min(top + 1, Image.Height - 1);
        ReadOnlySpan<byte> pixels = Image.Pixels;
        float across = x - left, down = y - top;
        float upper = pixels[(top * Image.Width) + left] + (across * (pixels[(top * Image.Width) + right] - pixels[(top * Image.Width) + left]));
        float lower = pixels[(bottom * Image.Width) + left] + (across * (pixels[(bottom * Image.Width) + right] - pixels[(bottom * Image.Width) + left]));
        return upper + (down * (lower - upper));
    }

    private static double UsualHeightOf(IReadOnlyList<WritingRow> rows)
    {
        int most = rows.Select(row => row.Bodies.Count).DefaultIfEmpty(0).Max();
        return rows.Where(row => 2 * row.Bodies.Count >= Math.Min(6, most)).Select(row => row.BodyHeight).DefaultIfEmpty(0).Max();
    }
}
