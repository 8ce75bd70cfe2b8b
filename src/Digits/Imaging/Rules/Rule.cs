namespace Digits.Imaging;

/// <summary>
/// A straight or gently curved line of even thickness: a ruled line, the side of a box, or a stroke of a pen. It runs from one position to another along an
/// axis, at each of which it has a center across. Of an upright rule the axis is y.
/// </summary>
internal sealed class Rule
{
    /// <summary>How much a center counts beside those before it, and how many runs back the slope is taken from.</summary>
    private const double Smoothing = 0.3;
    private const int LongestLook = 40;

    private readonly List<(int At, int From, int To)> _runs = [];
    private readonly List<int> _crossings = [];

    /// <summary>The centers, each smoothed with those before it.</summary>
    private readonly List<double> _smoothed = [];

    /// <summary>Begins a rule with its first run, from one pixel to before another across.</summary>
    internal Rule(int at, int from, int to) => Extend(at, from, to);

    /// <summary>The runs across that belong to the rule alone.</summary>
    internal IReadOnlyList<(int At, int From, int To)> Runs => _runs;

    /// <summary>The first position.</summary>
    internal int Start => _runs[0].At;

    /// <summary>The last position.</summary>
    internal int End => _runs[^1].At;

    internal int Length => End - Start + 1;

    /// <summary>The median length of its runs.</summary>
    internal double Thickness { get; private set; }

    /// <summary>The least and the greatest center across.</summary>
    internal double Lowest { get; private set; }

    internal double Highest { get; private set; }

    /// <summary>Positions in a row, up to now, at which nothing was found, and at which something else crossed.</summary>
    internal int Missing { get; private set; }

    internal int Crossing { get; private set; }

    /// <summary>How much the center moves from one position to the next, of late.</summary>
    internal double Slope
    {
        get
        {
            int back = Math.Min(LongestLook, _runs.Count - 1);
            return back < 8 ? 0 : (_smoothed[^1] - _smoothed[^(back + 1)]) / (_runs[^1].At - _runs[^(back + 1)].At);
        }
    }

    /// <summary>Where the center of the next run is expected across.</summary>
    internal double Expect(int at)
    {
        double slope = Slope;
        // Smoothing lags behind a slope by so many positions.
        return _smoothed[^1] + (slope * (at - _runs[^1].At + ((1 - Smoothing) / Smoothing)));
    }

    /// <summary>Adds a run.</summary>
    internal void Extend(int at, int from, int to)
    {
        _runs.Add((at, from, to));
        double center = (from + to - 1) / 2.0;
        _smoothed.Add(_smoothed.Count == 0 ? center : _smoothed[^1] + (Smoothing * (center - _smoothed[^1])));
        (Missing, Crossing) = (0, 0);
    }

    internal void Miss() => Missing++;

    internal void Cross(int at)
    {
        _crossings.Add(at);
        Crossing++;
    }

    /// <summary>Settles the rule's thickness and reach when all runs are known.</summary>
    internal Rule Finished()
    {
        int[] lengths = [.. _runs.Select(run => run.To - run.From).Order()];
        Thickness = lengths[lengths.Length / 2];
        Lowest = Enumerable.Range(0, _runs.Count).Min(Center);
        Highest = Enumerable.Range(0, _runs.Count).Max(Center);
        return this;
    }

    /// <summary>The rise of the whole rule for each step along.</summary>
    internal double OverallSlope => Length < 2 ? 0 : (CenterAt(End) - CenterAt(Start)) / (Length - 1);

    /// <summary>The center across at a position, between the runs around it; beyond the ends that of the end.</summary>
    internal double CenterAt(int at)
    {
        int low = 0, high = _runs.Count - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_runs[middle].At < at)
                low = middle + 1;
            else
                high = middle;
        }

        (int nextAt, double next) = (_runs[low].At, Center(low));
        if (low == 0 || nextAt <= at)
            return next;
        (int lastAt, double last) = (_runs[low - 1].At, Center(low - 1));
        return last + ((next - last) * (at - lastAt) / (nextAt - lastAt));
    }

    /// <summary>Positions at which something else crosses the rule.</summary>
    internal IReadOnlySet<int> Crossings() => _crossings.ToHashSet();

    private double Center(int index) => (_runs[index].From + _runs[index].To - 1) / 2.0;
}
