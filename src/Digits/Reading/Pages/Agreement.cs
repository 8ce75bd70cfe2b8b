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
    private const double WidestForOne = 0.75, SureOfOne = 0.95, UnsureOfSeveral = 0.7;

    /// <summary>What the classifier calls no digit with this probability, and the lines network is not sure of, is none.</summary>
    private const double SureOfNone = 0.8, UnsureOfDigit = 0.85;

    /// <summary>The digits of a group.</summary>
    /// <param name="read">What was read.</param>
    /// <param name="cut">The line that it was read in.</param>
    /// <param name="hasLines">Whether there is a lines network.</param>
    internal static IEnumerable<RowAnswer> Of(GroupReading read, LineCut cut, bool hasLines)
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
                return isTall && lone.Confidence >= SureAlone ? [Lone(read.Group, lone)] : [];
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

    /// <summary>
    /// The product of what both give each digit, its square root, and what neither names left at little: two that know different things and may both be wrong.
    /// </summary>
    private static LineDigit Both(LineDigit digit, Classification lone)
    {
        const double unnamed = 1e-3;
        double[] line = [.. Enumerable.Repeat(unnamed, 10)], single = [.. Enumerable.Repeat(unnamed, 10)];
        line[digit.Digit] = digit.Confidence;
        foreach (DigitAlternative other in digit.Alternatives)
            line[other.Digit] = Math.Max(unnamed, other.Confidence);
        single[lone.Class] = lone.Confidence;
        foreach (ClassProbability other in lone.Alternatives)
            single[other.Class] = Math.Max(unnamed, other.Probability);

        double[] both = [.. line.Zip(single, (a, b) => Math.Sqrt(a * b))];
        // What is missing from 1 in both is the chance that it is none of these.
        double whole = Math.Max(1, both.Sum());
        int[] ranked = [.. Enumerable.Range(0, 10).OrderByDescending(label => both[label])];
        return digit with
        {
            Digit = ranked[0],
            Confidence = both[ranked[0]] / whole,
            Alternatives = [.. ranked.Skip(1).Take(3).Select(label => new DigitAlternative(label, both[label] / whole))],
        };
    }
}
