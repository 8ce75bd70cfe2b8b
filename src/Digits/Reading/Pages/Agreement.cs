using Digits.Imaging;

namespace Digits.Reading;

/// <summary>Decides what a group of ink says, by the lines network and the classifier.</summary>
internal static class Agreement
{
    /// <summary>A digit that only the classifier sees must be this sure, and this share as high as the row's digits.</summary>
    private const double SureAlone = 0.9, LeastHeightAlone = 0.55;

    /// <summary>
    /// Several digits in ink that is narrower than this share of its height are one, where the classifier is sure and the lines network is not.
    /// </summary>
    private const double WidestForOne = 1.1, SureOfOne = 0.95, UnsureOfSeveral = 0.7;

    /// <summary>What the classifier calls no digit with this probability, and the lines network is not sure of, is none.</summary>
    private const double SureOfNone = 0.8, UnsureOfDigit = 0.5;

    /// <summary>What the lines network says of ink that stands alone counts for so much.</summary>
    private const double LineShare = 0.45;

    /// <summary>Digits that touch are in the mean at least so wide, in heights; strokes of letters stand closer.</summary>
    private const double NarrowestTouching = 0.5;

    /// <summary>How well both readings fit digits and one another, 0 to 1. Printed words and scribbles fit badly, whatever single letters look like.</summary>
    internal static double Quality(GroupReading read)
    {
        if (read.Digits.Count == 0)
            return 0.4 * (read.Lone?.Confidence ?? 0);
        if (read.Digits is [LineDigit digit] && read.Lone is { } lone)
            return digit.Digit == lone.Class ? Math.Sqrt(digit.Confidence * lone.Confidence) : 0.25;
        double narrow = read.Group.Width < NarrowestTouching * read.Group.Height * read.Digits.Count ? 0.3 : 1;
        return narrow * read.Digits.Average(one => one.Confidence);
    }

    /// <summary>The digits of a group.</summary>
    /// <param name="read">What was read.</param>
    /// <param name="cut">The line that it was read in.</param>
    /// <param name="isSupported">Whether the lines network reads digits elsewhere in the row, or this is all that there is.</param>
    /// <param name="hasLines">Whether there is a lines network.</param>
    internal static IEnumerable<RowAnswer> Of(GroupReading read, LineCut cut, bool isSupported, bool hasLines)
    {
        if (read.Lone is not { } lone)
            return read.Digits.Select(digit => new RowAnswer(digit, null));
        if (!hasLines)
            return lone.None > 0.5 ? [] : [Lone(read.Group, lone)];

        double wide = read.Group.Box.Right - read.Group.Box.Left, high = read.Group.Box.Bottom - read.Group.Box.Top;
        switch (read.Digits.Count)
        {
            case 0:
                bool isTall = high >= LeastHeightAlone * cut.DigitHeight;
                return isTall && isSupported && lone.Confidence >= SureAlone ? [Lone(read.Group, lone)] : [];
            case 1:
                LineDigit digit = read.Digits[0];
                return lone.None >= SureOfNone && digit.Confidence < UnsureOfDigit ? [] : [new RowAnswer(Both(digit, lone), read.Group)];
            default:
                bool isOne = wide < WidestForOne * high && lone.Confidence >= SureOfOne && read.Digits.Min(one => one.Confidence) < UnsureOfSeveral;
                return isOne ? [Lone(read.Group, lone)] : read.Digits.Select(one => new RowAnswer(one, null));
        }
    }

    private static RowAnswer Lone(DigitGroup group, Classification lone)
    {
        DigitAlternative[] others = [.. lone.Alternatives.Select(other => new DigitAlternative(other.Class, other.Probability))];
        return new RowAnswer(new LineDigit(lone.Class, lone.Confidence, 0, 0, others), group);
    }

    /// <summary>What both give each digit, in shares: of ink that stands alone the classifier knows a little more.</summary>
    private static LineDigit Both(LineDigit digit, Classification lone)
    {
        // What the classifier takes for no digit, it has no say in.
        double lineShare = 1 - ((1 - LineShare) * (1 - lone.None));
        double[] both = new double[10];
        both[digit.Digit] += lineShare * digit.Confidence;
        foreach (DigitAlternative other in digit.Alternatives)
            both[other.Digit] += lineShare * other.Confidence;
        both[lone.Class] += (1 - LineShare) * lone.Confidence;
        foreach (ClassProbability other in lone.Alternatives)
            both[other.Class] += (1 - LineShare) * other.Probability;

        int[] ranked = [.. Enumerable.Range(0, 10).OrderByDescending(label => both[label])];
        return digit with
        {
            Digit = ranked[0],
            Confidence = both[ranked[0]],
            Alternatives = [.. ranked.Skip(1).Take(3).Select(label => new DigitAlternative(label, both[label]))],
        };
    }
}
