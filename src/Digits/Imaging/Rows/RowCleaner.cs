namespace Digits.Imaging;

/// <summary>Drops from rows what does not fit its neighbors. A stroke that is no digit reads as a confident 1.</summary>
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
        row.Drop(body =>
            body.Height < LeastHeightShare * height || body.Height > MostHeightRatio * height
            || body.StrokeWidth > MostWidthRatio * stroke || body.StrokeWidth * MostWidthRatio < stroke || body.Ink < LeastInkShare * ink);
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
