using Digits.Imaging;

namespace Digits.Reading;

/// <summary>
/// Leaves out rows that are no numbers, seen beside the other rows of the page: strokes of another pen, and single letters of a page of words.
/// </summary>
internal static class OddRows
{
    /// <summary>A 1 is any stroke, so it counts for less.</summary>
    private const double WeightOfOne = 0.5;

    /// <summary>Digits that are fewer than this share of what is no digit and as high, are letters that look like digits.</summary>
    private const double LeastShare = 0.3;

    /// <summary>Writing is as high as other writing up to this ratio.</summary>
    private const double SameHeight = 1.6;

    /// <summary>
    /// In a photograph, digits are at least so sure, and one that stands alone in its row is surer: much else is in it that looks like a digit.
    /// </summary>
    private const double LeastSure = 0.5, LeastSureAlone = 0.7;

    /// <summary>The rows that are numbers.</summary>
    /// <param name="rows">All rows of a page.</param>
    /// <param name="isClean">Whether the page has an even ground, as a scan has.</param>
    internal static IReadOnlyList<RowReading> Without(IReadOnlyList<RowReading> rows, bool isClean)
    {
        List<RowReading> kept = [.. rows.Where(row => !IsAmongWords(row, rows)).Select(row => isClean ? row : Sure(row)).Where(row => row.Digits.Count > 0)];
        if (kept.Count == 0)
            return kept;
        WritingRow main = kept.MaxBy(Weight)!.Row;
        double height = main.BodyHeight, stroke = main.StrokeWidth, ink = main.Ink;
        kept.RemoveAll(row => row.Row != main && IsOdd(row.Row, height, stroke, ink));
        return kept;
    }

    /// <summary>A row without digits that are not sure enough in a photograph.</summary>
    private static RowReading Sure(RowReading row)
    {
        ReadDigit[] digits = [.. row.Digits.Where(digit => digit.Confidence >= LeastSure)];
        return row with { Line = row.Line with { Digits = digits is [{ Confidence: < LeastSureAlone }] ? [] : digits } };
    }

    private static double Weight(RowReading row) => row.Digits.Sum(digit => digit.Confidence * (digit.Digit == 1 ? WeightOfOne : 1));

    private static bool IsAmongWords(RowReading row, IReadOnlyList<RowReading> rows)
    {
        double height = row.Row.BodyHeight;
        double digits = 0, others = 0;
        foreach (RowReading other in rows)
        {
            if (other.Row.BodyHeight > SameHeight * height || SameHeight * other.Row.BodyHeight < height)
                continue;
            digits += Weight(other);
            others += other.Others;
        }

        return digits < LeastShare * others;
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
}
