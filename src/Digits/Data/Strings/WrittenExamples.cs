namespace Digits.Data;

/// <summary>Digits that people wrote, by digit, each prepared when it is first wanted. Any number of threads may ask at once.</summary>
internal sealed class WrittenExamples
{
    private readonly DigitSet _set;
    private readonly int[][] _byDigit;
    private readonly WrittenDigit?[] _prepared;

    /// <summary>Examples from a labeled set of 28x28 images.</summary>
    public WrittenExamples(DigitSet set)
    {
        _set = set;
        _prepared = new WrittenDigit?[set.Count];
        _byDigit = [.. Enumerable.Range(0, 10).Select(digit => Enumerable.Range(0, set.Count).Where(i => set.Labels[i] == digit).ToArray())];
    }

    /// <summary>One of the examples of a digit.</summary>
    /// <param name="digit">The digit.</param>
    /// <param name="which">Any number.</param>
    public WrittenDigit Get(int digit, ulong which)
    {
        int[] all = _byDigit[digit];
        int index = all[(int)(which % (ulong)all.Length)];
        // Two threads may prepare the same one; both get the same.
        return _prepared[index] ??= WrittenDigit.Of(_set.Image(index));
    }
}
