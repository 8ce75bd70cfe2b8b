using Digits.Imaging;

namespace Digits.Reading;

/// <summary>
/// Reads a row of a page twice: the lines network reads it as a whole, and the classifier each group of ink that may be a lone digit. Where digits touch the
/// first knows more, where they stand far apart the second.
/// </summary>
/// <param name="classifier">Tells which digit a lone group shows.</param>
/// <param name="lines">Reads a line; null where there is no lines network.</param>
internal sealed class RowReader(Classifier classifier, LineReader? lines)
{
    /// <summary>Wider groups, in heights of the row's digits, are of several digits.</summary>
    private const double WidestDigit = 1.35;

    /// <summary>A row that is lower than this share of the page's usual row may be print.</summary>
    private const double SmallRow = 0.6;

    /// <summary>Reads a row of a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="row">The row.</param>
    /// <param name="line">The number of the row.</param>
    /// <param name="trace">Receives the line and the digits as they are read.</param>
    internal RowReading Read(PageLayout page, WritingRow row, int line, PageTrace? trace)
    {
        LineCut cut = LineCutter.Cut(page, row);
        trace?.Add($"line-{line + 1}", cut.ToImage());
        LineReading? reading = lines?.Read(cut.Pixels, cut.Width);
        List<DigitGroup> groups = DigitGroup.Of(row, cut.Frame);
        ILookup<int, LineDigit> owners = (reading?.Digits ?? []).ToLookup(digit => Owner(groups, cut, digit));
        if (reading is { Digits.Count: 0 } && groups.Count > 1)
        {
            // The classifier alone finds no number; most of what is no writing ends here.
            return new RowReading(row, new ReadLine([], 0), groups.Sum(Room));
        }

        GroupReading[] read = [.. groups.Select((group, i) =>
            new GroupReading(group, [.. owners[i]], Lone(page, cut, group, trace, $"digit-{line + 1}-{i + 1}"))),];
        bool isSupported = groups.Count == 1 || read.Any(one => one.Digits.Count > 0);
        List<ReadDigit> digits = [];
        double others = groups.Sum(Room);
        foreach (GroupReading one in lines is null ? read : Words.OfDigits(read, cut.DigitHeight, row.BodyHeight < SmallRow * page.UsualHeight))
        {
            int before = digits.Count;
            digits.AddRange(Agreement.Of(one, cut, isSupported, hasLines: lines is not null).Select(answer => answer.InPicture(page, cut, line)));
            others -= digits.Count > before ? Room(one.Group) : 0;
        }

        return new RowReading(row, new ReadLine(digits, Confidence(digits, reading)), others);
    }

    /// <summary>Reads a picture that is one line of writing as a whole.</summary>
    internal ReadLine ReadWhole(PageLayout page, PageTrace? trace)
    {
        LineCut cut = WholeLine.Cut(page);
        trace?.Add("line-1", cut.ToImage());
        if (lines?.Read(cut.Pixels, cut.Width) is not { } reading)
            return new ReadLine([], 0);
        return new ReadLine([.. reading.Digits.Select(digit => new RowAnswer(digit, null).InPicture(page, cut, line: 0))], reading.Confidence);
    }

    /// <summary>
    /// All digits are right, and the lines network has left none out and added none: that is what it is less sure of its string than of the string's digits.
    /// </summary>
    private static double Confidence(List<ReadDigit> digits, LineReading? reading)
    {
        double each = digits.Aggregate(1.0, (product, digit) => product * digit.Confidence);
        if (reading is null || reading.Digits.Count == 0)
            return each;
        return each * Math.Min(1, reading.Confidence / Math.Max(1e-12, reading.Digits.Aggregate(1.0, (product, digit) => product * digit.Confidence)));
    }

    /// <summary>How many digits have room in a group: letters of a word that is written without lifting the pen are one.</summary>
    private static double Room(DigitGroup group) => Math.Max(1, (double)group.Width / group.Height);

    private Classification? Lone(PageLayout page, LineCut cut, DigitGroup group, PageTrace? trace, string name)
    {
        if (group.Box.Right - group.Box.Left > WidestDigit * cut.DigitHeight && lines is not null)
            return null;
        GrayImage frame = GroupFrame.Of(page, cut.Frame, group, classifier.Width);
        trace?.Add(name, frame);
        return classifier.Classify(frame);
    }

    /// <summary>The group that a digit of a line lies in; -1 where it lies in none.</summary>
    private static int Owner(List<DigitGroup> groups, LineCut cut, LineDigit digit)
    {
        (double left, double right) = cut.Range(digit.FirstColumn, digit.LastColumn + 1);
        int best = -1;
        double most = 0;
        for (int i = 0; i < groups.Count; i++)
        {
            double shared = Math.Min(right, groups[i].Box.Right) - Math.Max(left, groups[i].Box.Left);
            double share = shared / Math.Max(1e-6, Math.Min(right - left, groups[i].Box.Right - groups[i].Box.Left));
            if (share > most)
                (best, most) = (i, share);
        }

        return best;
    }
}
