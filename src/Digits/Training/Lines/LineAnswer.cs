using Digits.Data;
using Digits.Reading;

namespace Digits.Training;

/// <summary>What a network read in a line whose digits are known.</summary>
/// <param name="Truth">The digits that stand there.</param>
/// <param name="Read">The digits that were read.</param>
/// <param name="Probability">The probability that the network gives to these digits, not calibrated.</param>
/// <param name="Choices">For each digit that was read, the probabilities of the ten digits and of none at its place, not calibrated.</param>
internal sealed record LineAnswer(byte[] Truth, byte[] Read, double Probability, double[][] Choices)
{
    /// <summary>Whether all digits are right and none is missing.</summary>
    internal bool IsExact => Truth.AsSpan().SequenceEqual(Read);

    /// <summary>Reads a line from what the network gives for it.</summary>
    /// <param name="logits">The network's output, <c>[14, steps]</c>.</param>
    /// <param name="symbols">What the line says.</param>
    internal static LineAnswer Of(ReadOnlySpan<float> logits, ReadOnlySpan<byte> symbols)
    {
        DigitSteps steps = DigitSteps.Of(logits);
        byte[] digits = LineDecoder.Strings(steps, most: 3)[0].Digits;
        DigitLattice lattice = new(steps, digits);
        return new LineAnswer(
            DigitsOf(symbols), digits, Math.Min(1, Math.Exp(lattice.LogProbability)), [.. Enumerable.Range(0, digits.Length).Select(lattice.Choices)]);
    }

    /// <summary>The digits among symbols.</summary>
    internal static byte[] DigitsOf(ReadOnlySpan<byte> symbols)
    {
        byte[] digits = new byte[symbols.Length];
        int count = 0;
        foreach (byte symbol in symbols)
        {
            if (symbol < LineSymbols.Digits)
                digits[count++] = symbol;
        }

        return digits[..count];
    }
}
