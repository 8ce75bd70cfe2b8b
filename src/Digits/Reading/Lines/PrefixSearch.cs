namespace Digits.Reading;

/// <summary>
/// Prefix beam search (Hannun, Maas, Jurafsky and Ng, "First-pass large vocabulary continuous speech recognition using bi-directional recurrent DNNs", 2014):
/// goes through the steps with the most likely beginnings of strings, each with the probability of all paths that spell it, those that end in its last digit
/// apart from those that end in no digit.
/// </summary>
internal sealed class PrefixSearch
{
    /// <summary>A digit less likely than this at a step does not begin a new string there.</summary>
    private const double LeastChance = 1e-4;

    private readonly DigitSteps _steps;
    private readonly int _width;

    /// <summary>The beginnings as a tree: each one's parent and last digit; the first is empty.</summary>
    private readonly List<(int Parent, int Digit)> _tree = [(-1, DigitSteps.None)];

    private readonly Dictionary<(int Parent, int Digit), int> _children = [];
    private List<Prefix> _now = [new(Node: 0, InDigit: 0, InNone: 1)];
    private List<Prefix> _next = [];

    private PrefixSearch(DigitSteps steps, int width)
    {
        _steps = steps;
        _width = width;
    }

    /// <summary>The most likely strings of digits, best first, as far as the beam has found them.</summary>
    /// <param name="steps">The line.</param>
    /// <param name="width">How many beginnings are gone on with at each step.</param>
    internal static IReadOnlyList<byte[]> Run(DigitSteps steps, int width)
    {
        PrefixSearch search = new(steps, width);
        for (int t = 0; t < steps.Count; t++)
            search.Advance(t);

        return [.. search._now.Select(prefix => search.Spell(prefix.Node))];
    }

    private void Advance(int step)
    {
        ReadOnlySpan<double> chances = _steps.At(step);
        Dictionary<int, int> places = [];
        _next.Clear();
        foreach (Prefix prefix in _now)
        {
            int last = _tree[prefix.Node].Digit;
            double repeated = last == DigitSteps.None ? 0 : prefix.InDigit * chances[last];
            Add(prefix.Node, repeated, prefix.Total * chances[DigitSteps.None]);
            for (int digit = 0; digit < DigitSteps.None; digit++)
            {
                // The same digit once more needs a step without a digit before it.
                if (chances[digit] >= LeastChance)
                    Add(Child(prefix.Node, digit), (digit == last ? prefix.InNone : prefix.Total) * chances[digit], 0);
            }
        }

        _next.Sort((a, b) => b.Total.CompareTo(a.Total));
        if (_next.Count > _width)
            _next.RemoveRange(_width, _next.Count - _width);

        // Only ratios count, so that the values may be kept from becoming too small.
        double scale = 1 / _next[0].Total;
        (_now, _next) = ([.. _next.Select(prefix => new Prefix(prefix.Node, prefix.InDigit * scale, prefix.InNone * scale))], _now);

        void Add(int node, double inDigit, double inNone)
        {
            if (places.TryAdd(node, _next.Count))
            {
                _next.Add(new Prefix(node, inDigit, inNone));
                return;
            }

            Prefix there = _next[places[node]];
            _next[places[node]] = new Prefix(node, there.InDigit + inDigit, there.InNone + inNone);
        }
    }

    private int Child(int parent, int digit)
    {
        if (_children.TryGetValue((parent, digit), out int child))
            return child;

        _children[(parent, digit)] = _tree.Count;
        _tree.Add((parent, digit));
        return _tree.Count - 1;
    }

    private byte[] Spell(int node)
    {
        List<byte> digits = [];
        for (int at = node; at > 0; at = _tree[at].Parent)
            digits.Add((byte)_tree[at].Digit);

        digits.Reverse();
        return [.. digits];
    }

    /// <summary>A beginning of strings with the probability of the paths that spell it.</summary>
    private readonly record struct Prefix(int Node, double InDigit, double InNone)
    {
        internal double Total => InDigit + InNone;
    }
}
