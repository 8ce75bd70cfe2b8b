using System.Globalization;

namespace Digits.Reading;

/// <summary>Reads strings of digits from what a lines network gives for the steps of a line.</summary>
internal static class LineDecoder
{
    private const int BeamWidth = 16;
    private const int Alternatives = 3;

    /// <summary>Reads a line.</summary>
    /// <param name="steps">The line.</param>
    /// <param name="places">Where the digits stand in the line's picture.</param>
    /// <param name="calibration">Makes probabilities match how often they are right.</param>
    /// <param name="most">The most strings that are told.</param>
    internal static LineReading Read(DigitSteps steps, InkPlaces places, LineCalibration calibration, int most)
    {
        List<(byte[] Digits, double LogProbability)> strings = Strings(steps, most);
        byte[] best = strings[0].Digits;
        DigitLattice lattice = new(steps, best);
        double[][] chances = [.. Enumerable.Range(0, best.Length).Select(lattice.Place)];
        (int First, int Last)[] columns = places.Find(chances);
        LineDigit[] digits = new LineDigit[best.Length];
        for (int i = 0; i < best.Length; i++)
        {
            double[] choices = LineCalibration.Apply(lattice.Choices(i), calibration.Digits);
            digits[i] = new LineDigit(best[i], choices[best[i]], columns[i].First, columns[i].Last, Others(choices, best[i]));
        }

        LineText[] texts = [.. strings.Select(text => new LineText(Text(text.Digits), Confidence(text.LogProbability, calibration)))];
        return new LineReading(texts[0].Text, texts[0].Confidence, digits, texts);
    }

    /// <summary>The most likely strings by their exact probability. The best path's is always among those that are weighed.</summary>
    internal static List<(byte[] Digits, double LogProbability)> Strings(DigitSteps steps, int most)
    {
        List<byte[]> found = [.. PrefixSearch.Run(steps, Math.Max(BeamWidth, most)).Take(most)];
        byte[] path = steps.BestPath();
        if (!found.Exists(digits => digits.AsSpan().SequenceEqual(path)))
            found.Add(path);

        return [.. found.Select(digits => (digits, DigitLattice.LogProbabilityOf(steps, digits))).OrderByDescending(text => text.Item2).Take(most)];
    }

    private static double Confidence(double logProbability, LineCalibration calibration) =>
        LineCalibration.Apply(Math.Min(1, Math.Exp(logProbability)), calibration.Strings);

    private static DigitAlternative[] Others(double[] choices, int digit) =>
    [
        .. Enumerable.Range(0, DigitSteps.None)
            .Where(other => other != digit)
            .OrderByDescending(other => choices[other])
            .Take(Alternatives)
            .Select(other => new DigitAlternative(other, choices[other])),
    ];

    private static string Text(byte[] digits) => string.Concat(digits.Select(digit => digit.ToString(CultureInfo.InvariantCulture)));
}
