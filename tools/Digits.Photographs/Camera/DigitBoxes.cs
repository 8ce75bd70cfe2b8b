namespace Digits.Photographs;

/// <summary>Gathers where in the photograph each digit's ink is seen.</summary>
internal sealed class DigitBoxes(IReadOnlyList<(int Row, char Digit)> digits, int width, int height)
{
    private readonly int[] _left = [.. Enumerable.Repeat(int.MaxValue, digits.Count)];
    private readonly int[] _top = [.. Enumerable.Repeat(int.MaxValue, digits.Count)];
    private readonly int[] _right = [.. Enumerable.Repeat(-1, digits.Count)];
    private readonly int[] _bottom = [.. Enumerable.Repeat(-1, digits.Count)];

    /// <summary>A pixel that shows the digit with a number that counts from 1.</summary>
    public void Add(int id, int x, int y)
    {
        int i = id - 1;
        (_left[i], _right[i]) = (Math.Min(_left[i], x), Math.Max(_right[i], x));
        (_top[i], _bottom[i]) = (Math.Min(_top[i], y), Math.Max(_bottom[i], y));
    }

    /// <summary>The digits, or null where one is not seen whole or is too small to be read.</summary>
    public IReadOnlyList<TrueDigit>? Finish()
    {
        float smallest = MathF.Max(20, 0.024f * Math.Max(width, height));
        for (int i = 0; i < digits.Count; i++)
        {
            bool isWhole = _left[i] > 1 && _top[i] > 1 && _right[i] < width - 2 && _bottom[i] < height - 2;
            if (!isWhole || Math.Max(_bottom[i] - _top[i], _right[i] - _left[i]) < smallest)
                return null;
        }

        return [.. digits.Select((digit, i) => new TrueDigit(digit.Row, digit.Digit, _left[i], _top[i], _right[i] - _left[i] + 1, _bottom[i] - _top[i] + 1))];
    }
}
