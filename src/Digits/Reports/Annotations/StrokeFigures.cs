using SkiaSharp;

namespace Digits.Reports;

/// <summary>The ten digits and the percent sign as strokes: figures on pictures look the same everywhere and need no font of the system.</summary>
internal static class StrokeFigures
{
    /// <summary>The width of a figure from the middle of its strokes, where its height is 14.</summary>
    private const float Width = 9;
    private const float Height = 14;
    private const float Gap = 5;

    private static readonly string[] _strokes =
    [
        "M4.5 0C1.6 0 0 3 0 7S1.6 14 4.5 14 9 11 9 7 7.4 0 4.5 0Z",
        "M1 3.2L5.4 0V14",
        "M.3 4C.3 1.4 2 0 4.5 0S8.8 1.5 8.8 3.8C8.8 7.5 0 9.5 0 14H9",
        "M.6 1.3C1.5 .5 2.9 0 4.5 0C7 0 8.5 1.4 8.5 3.4S7 6.7 4.2 6.7H3.2M4.2 6.7C7.4 6.7 9 8.2 9 10.3S7.3 14 4.4 14C2.6 14 1 13.4 0 12.4",
        "M6.8 14V0L0 9.8H9",
        "M8.3 0H1.3L.8 6.4C1.8 5.7 3 5.3 4.3 5.3C7.2 5.3 9 7.1 9 9.6S7.2 14 4.3 14C2.6 14 1 13.4 0 12.3",
        "M8 .7C7.2 .2 6.2 0 5.3 0C2 0 0 3 0 8.6C0 12 1.7 14 4.5 14S9 12.1 9 9.6 7.3 5.4 4.7 5.4C2.3 5.4 .4 6.9 0 9",
        "M0 0H9L3.4 14",
        "M4.5 6.5C2.2 6.5 .7 5.2 .7 3.2S2.2 0 4.5 0 8.3 1.2 8.3 3.2 6.8 6.5 4.5 6.5C1.7 6.5 0 8 0 10.2S1.7 14 4.5 14 9 12.4 9 10.2 7.3 6.5 4.5 6.5Z",
        "M1 13.3C1.8 13.8 2.8 14 3.7 14C7 14 9 11 9 5.4C9 2 7.3 0 4.5 0S0 1.9 0 4.4 1.7 8.6 4.3 8.6C6.7 8.6 8.6 7.1 9 5",
    ];

    private const string Percent =
        "M8.6 .6L.4 13.4M2.2 .4C1 .4 .2 1.5 .2 3S1 5.6 2.2 5.6 4.2 4.5 4.2 3 3.4 .4 2.2 .4Z"
        + "M6.8 8.4C5.6 8.4 4.8 9.5 4.8 11S5.6 13.6 6.8 13.6 8.8 12.5 8.8 11 8 8.4 6.8 8.4Z";

    /// <summary>How wide a text of digits and percent signs is.</summary>
    internal static float WidthOf(string text, float height) => ((text.Length * (Width + Gap)) - Gap) * height / Height;

    /// <summary>Draws a text of digits and percent signs.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="text">What.</param>
    /// <param name="left">The left edge.</param>
    /// <param name="top">The upper edge.</param>
    /// <param name="height">The height of the figures.</param>
    /// <param name="weight">How thick strokes are, as a share of the height.</param>
    /// <param name="color">The color.</param>
    internal static void Draw(SKCanvas canvas, string text, float left, float top, float height, float weight, SKColor color)
    {
        using SKPaint paint = new()
        {
            Style = SKPaintStyle.Stroke,
            StrokeWidth = weight * Height,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
            IsAntialias = true,
            Color = color,
        };
        canvas.Save();
        canvas.Translate(left, top);
        canvas.Scale(height / Height);
        foreach (char figure in text)
        {
            using SKPath path = SKPath.ParseSvgPathData(char.IsAsciiDigit(figure) ? _strokes[figure - '0'] : Percent);
            canvas.DrawPath(path, paint);
            canvas.Translate(Width + Gap, 0);
        }

        canvas.Restore();
    }
}
