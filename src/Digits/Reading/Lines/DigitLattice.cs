namespace Digits.Reading;

/// <summary>
/// The forward-backward algorithm of CTC for one string of digits over a line's steps. The states are no digit before, between and behind the digits, at even
/// places, and the digits at odd ones. Each step's values are divided by their sum, as with hidden Markov models (Rabiner, 1989), so that they stay within
/// range without logarithms.
/// </summary>
internal sealed class DigitLattice
{
    private readonly DigitSteps _steps;
    private readonly byte[] _digits;
    private readonly int _states;

    /// <summary>How many steps are kept of <see cref="_forward"/>: all, or the last two.</summary>
    private readonly int _kept;

    /// <summary>The probability of the beginnings of paths up to a state at a step, over the product of the scales so far, <c>[kept, states]</c>.</summary>
    private readonly double[] _forward;

    /// <summary>The probability of their continuations after the step, over the product of the scales to come, <c>[steps, states]</c>.</summary>
    private readonly double[] _backward = [];

    /// <summary>What each step was divided by.</summary>
    private readonly double[] _scales;

    /// <summary>The scaled probability of the string, the same seen from any step.</summary>
    private readonly double _total;

    /// <summary>Runs the algorithm.</summary>
    /// <param name="steps">The line.</param>
    /// <param name="digits">The string, 0 to 9 each.</param>
    internal DigitLattice(DigitSteps steps, byte[] digits)
        : this(steps, digits, steps.Count)
    {
        if (!IsPossible)
            return;

        ReadOnlySpan<double> last = At(_forward, steps.Count - 1);
        _total = last[^1] + (digits.Length > 0 ? last[^2] : 0);
        _backward = new double[steps.Count * _states];
        Backward();
    }

    private DigitLattice(DigitSteps steps, byte[] digits, int kept)
    {
        _steps = steps;
        _digits = digits;
        _states = (2 * digits.Length) + 1;
        _kept = kept;
        _forward = new double[kept * _states];
        _scales = new double[steps.Count];
        LogProbability = Forward();
    }

    /// <summary>The logarithm of the probability that the line says the string; negative infinity if the string does not fit.</summary>
    internal double LogProbability { get; }

    /// <summary>Whether any path spells the string.</summary>
    internal bool IsPossible => !double.IsNegativeInfinity(LogProbability);

    /// <summary>The same without what the lattice is kept for: of a string of a thousand digits that is 60 MB.</summary>
    /// <param name="steps">The line.</param>
    /// <param name="digits">The string, 0 to 9 each.</param>
    internal static double LogProbabilityOf(DigitSteps steps, byte[] digits) => new DigitLattice(steps, digits, kept: Math.Min(2, steps.Count)).LogProbability;

    /// <summary>The chance that a digit of the string is written at each step, <c>[steps]</c>.</summary>
    /// <param name="index">Which digit.</param>
    internal double[] Place(int index)
    {
        double[] chances = new double[_steps.Count];
        for (int t = 0; t < chances.Length; t++)
            chances[t] = At(_forward, t)[(2 * index) + 1] * At(_backward, t)[(2 * index) + 1] / _total;

        return chances;
    }

    /// <summary>How likely other digits, or none, are at a place of the string, if the rest of it is right.</summary>
    /// <param name="index">Which place.</param>
    /// <returns>A probability for each digit and at last for none, which sum to 1.</returns>
    internal double[] Choices(int index)
    {
        double[] choices = new double[DigitSteps.Symbols];
        for (int digit = 0; digit < DigitSteps.None; digit++)
            choices[digit] = With(index, digit);

        choices[DigitSteps.None] = Without(index);
        double sum = choices.Sum();
        for (int i = 0; i < choices.Length; i++)
            choices[i] /= sum;

        return choices;
    }

    /// <summary>The scaled probability of the string with another digit at a place: the paths enter and leave that digit once.</summary>
    private double With(int index, int digit)
    {
        int state = (2 * index) + 1;
        double inside = 0, sum = 0;
        for (int t = 0; t < _steps.Count; t++)
        {
            inside = (inside + Before(t, index, digit)) * _steps[t, digit] / _scales[t];
            sum += inside * After(t);
        }

        return sum;

        double After(int t)
        {
            if (t == _steps.Count - 1)
                return index == _digits.Length - 1 ? 1 : 0;

            ReadOnlySpan<double> next = At(_backward, t + 1);
            double chance = next[state + 1] * _steps[t + 1, DigitSteps.None];
            if (index + 1 < _digits.Length && _digits[index + 1] != digit)
                chance += next[state + 2] * _steps[t + 1, _digits[index + 1]];

            return chance / _scales[t + 1];
        }
    }

    /// <summary>The scaled probability of the string without a digit: the paths enter the next digit once, or end before it.</summary>
    private double Without(int index)
    {
        int next = index + 1;
        if (next == _digits.Length)
            return Before(_steps.Count, index, digit: -1);

        double sum = 0;
        for (int t = 0; t < _steps.Count; t++)
            sum += Before(t, index, _digits[next]) * _steps[t, _digits[next]] / _scales[t] * At(_backward, t)[(2 * next) + 1];

        return sum;
    }

    /// <summary>The scaled probability of the paths that have spelled what stands before a place when a step begins, and may go on with a digit.</summary>
    private double Before(int step, int index, int digit)
    {
        if (step == 0)
            return index == 0 ? 1 : 0;

        ReadOnlySpan<double> before = At(_forward, step - 1);
        return before[2 * index] + (index > 0 && _digits[index - 1] != digit ? before[(2 * index) - 1] : 0);
    }

    private double Forward()
    {
        double logarithm = 0;
        for (int t = 0; t < _steps.Count; t++)
        {
            Span<double> now = At(_forward, t % _kept);
            now.Clear();
            double sum = 0;

            // States from which even the string without one digit cannot be ended any more are left out.
            for (int s = Math.Max(0, _states - 2 - (2 * (_steps.Count - t))); s < Math.Min(_states, (2 * t) + 2); s++)
            {
                double before = 1;
                if (t > 0)
                {
                    ReadOnlySpan<double> from = At(_forward, (t - 1) % _kept);
                    before = from[s] + (s > 0 ? from[s - 1] : 0) + (MaySkip(s) ? from[s - 2] : 0);
                }

                sum += now[s] = before * _steps[t, Symbol(s)];
            }

            if (sum == 0)
                return double.NegativeInfinity;

            _scales[t] = sum;
            logarithm += Math.Log(sum);
            foreach (ref double value in now)
                value /= sum;
        }

        ReadOnlySpan<double> last = At(_forward, (_steps.Count - 1) % _kept);
        return logarithm + Math.Log(last[^1] + (_digits.Length > 0 ? last[^2] : 0));
    }

    private void Backward()
    {
        Span<double> last = At(_backward, _steps.Count - 1);
        last[^1] = 1;
        if (_digits.Length > 0)
            last[^2] = 1;

        for (int t = _steps.Count - 2; t >= 0; t--)
        {
            Span<double> now = At(_backward, t);
            ReadOnlySpan<double> next = At(_backward, t + 1);
            for (int s = 0; s < _states; s++)
            {
                double sum = next[s] * _steps[t + 1, Symbol(s)];
                if (s + 1 < _states)
                    sum += next[s + 1] * _steps[t + 1, Symbol(s + 1)];

                if (s + 2 < _states && MaySkip(s + 2))
                    sum += next[s + 2] * _steps[t + 1, Symbol(s + 2)];

                now[s] = sum / _scales[t + 1];
            }
        }
    }

    private Span<double> At(double[] values, int step) => values.AsSpan(step * _states, _states);

    private int Symbol(int state) => (state & 1) == 0 ? DigitSteps.None : _digits[state >> 1];

    /// <summary>Whether a path may come from two states before: from one digit to a different one.</summary>
    private bool MaySkip(int state) => (state & 1) == 1 && state > 1 && _digits[state >> 1] != _digits[(state >> 1) - 1];
}
