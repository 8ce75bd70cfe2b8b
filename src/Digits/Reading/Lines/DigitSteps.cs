using Digits.Data;

namespace Digits.Reading;

/// <summary>
/// What a lines network gives for each step of a line: the probabilities of the ten digits and of no digit. Signs that are not digits count as no digit: they
/// are dropped from what is read and, as the blank does, they part two digits that are the same. So strings of digits follow from these probabilities as CTC
/// has it (Graves et al., 2006), and every path through the signs is counted.
/// </summary>
internal sealed class DigitSteps
{
    /// <summary>Probabilities of a step: ten digits, and no digit at the end.</summary>
    internal const int Symbols = LineSymbols.Digits + 1;

    /// <summary>The place of no digit.</summary>
    internal const int None = LineSymbols.Digits;

    private readonly double[] _values;

    /// <summary>Takes probabilities.</summary>
    /// <param name="values"><c>[steps, 11]</c>.</param>
    internal DigitSteps(double[] values) => _values = values;

    /// <summary>The number of steps.</summary>
    internal int Count => _values.Length / Symbols;

    /// <summary>The probability of a digit or of <see cref="None"/> at a step.</summary>
    internal double this[int step, int symbol] => _values[(step * Symbols) + symbol];

    /// <summary>The probabilities of a step, <c>[11]</c>.</summary>
    internal ReadOnlySpan<double> At(int step) => _values.AsSpan(step * Symbols, Symbols);

    /// <summary>Softmax over the channels, signs added to the blank.</summary>
    /// <param name="logits">A lines network's output, <c>[14, steps]</c>.</param>
    internal static DigitSteps Of(ReadOnlySpan<float> logits)
    {
        int steps = logits.Length / LineSymbols.Count;
        double[] values = new double[steps * Symbols];
        Span<double> powers = stackalloc double[LineSymbols.Count];
        for (int t = 0; t < steps; t++)
        {
            float greatest = float.NegativeInfinity;
            for (int c = 0; c < LineSymbols.Count; c++)
                greatest = Math.Max(greatest, logits[(c * steps) + t]);

            double sum = 0;
            for (int c = 0; c < LineSymbols.Count; c++)
                sum += powers[c] = Math.Exp(logits[(c * steps) + t] - greatest);

            Span<double> step = values.AsSpan(t * Symbols, Symbols);
            for (int c = 0; c < LineSymbols.Count; c++)
                step[Math.Min(c, None)] += powers[c] / sum;
        }

        return new DigitSteps(values);
    }

    /// <summary>The digits of the most likely path: the greatest probability of each step, with repeats joined.</summary>
    internal byte[] BestPath()
    {
        List<byte> digits = [];
        int previous = None;
        for (int t = 0; t < Count; t++)
        {
            int best = 0;
            for (int symbol = 1; symbol < Symbols; symbol++)
            {
                if (this[t, symbol] > this[t, best])
                    best = symbol;
            }

            if (best != None && best != previous)
                digits.Add((byte)best);

            previous = best;
        }

        return [.. digits];
    }
}
