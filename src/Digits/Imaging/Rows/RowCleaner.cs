namespace Digits.Imaging;

/// <summary>Drops from rows what does not fit its neighbors, and rows that do not fit the page. A stroke that is no digit reads as a confident 1.</summary>
internal static class RowCleaner
{
    /// <summary>One pen writes a row: the widths of strokes differ at most so many times, and faint ink is at least this share of the others'.</summary>
    private const double MostWidthRatio = 2.8, LeastInkShare = 0.45;

    /// <summary>Bodies lower than this share of the others are marks; digits are at most so many times as high.</summary>
    private const double LeastHeightShare = 0.38, MostHeightRatio = 2.6;

    /// <summary>Drops bodies that do not fit their row.</summary>
    internal static void DropOdd(WritingRow row)
    {
        if (row.Bodies.Count < 2)
            return;
        // Of much and little ink, the digits are the larger part.
        double height = Weighted(row, body => body.Height), stroke = Weighted(row, body => body.StrokeWidth), ink = Weighted(row, body => body.Ink);
        row.Bodies.RemoveAll(body =>
            body.Height < LeastHeightShare * height || body.Height > MostHeightRatio * height
            || body.StrokeWidth > MostWidthRatio * stroke || body.StrokeWidth * MostWidthRatio < stroke || body.Ink < LeastInkShare * ink);
    }

    /// <summary>Drops rows that do not fit the page: those of few bodies where others have more, and the strokes are of another pen.</summary>
    internal static void DropOddRows(List<WritingRow> rows)
    {
        if (rows.Count < 2)
            return;
        WritingRow main = rows.MaxBy(row => row.Bodies.Count + (1e-9 * row.Bodies.Sum(body => body.Area)))!;
        double height = main.BodyHeight, stroke = main.StrokeWidth, ink = main.Ink;
        rows.RemoveAll(row => row != main && IsOdd(row, height, stroke, ink));
    }

    private static bool IsOdd(WritingRow row, double height, double stroke, double ink)
    {
        bool isLow = row.BodyHeight < 0.3 * height;
        bool isFaint = row.Ink < 0.4 * ink;
        bool isOtherPen = row.StrokeWidth > 2.5 * stroke || row.StrokeWidth * 3.5 < stroke;
        bool isBareStroke = row.Bodies.Count == 1 && row.Bodies[0].Width < 0.35 * row.Bodies[0].Height;
        bool isOddStroke = isBareStroke && (row.BodyHeight < 0.6 * height || row.BodyHeight > 1.6 * height || row.Ink < 0.6 * ink
            || row.StrokeWidth > 1.7 * stroke || row.StrokeWidth * 1.7 < stroke);
        return isLow || isFaint || isOtherPen || isOddStroke;
    }

    /// <summary>The median, each body counted by its ink's area.</summary>
    private static double Weighted(WritingRow row, Func<Component, double> measure)
    {
        double half = row.Bodies.Sum(body => (double)body.Area) / 2;
        foreach (Component body in row.Bodies.OrderBy(measure))
        {
            half -= body.Area;
            if (half <= 0)
                return measure(body);
        }

        return measure(row.Bodies[^1]);
    }
}
