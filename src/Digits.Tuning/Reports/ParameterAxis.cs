using Digits.Reports.Drawing;

namespace Digits.Tuning.Reports;

/// <summary>
/// A parameter of a search as an axis: from its least value to its greatest, by factors where it is searched so, or with a slot for each choice.
/// </summary>
internal sealed class ParameterAxis
{
    private readonly Distribution _range;
    private readonly double _low;
    private readonly double _high;

    private ParameterAxis(string name, IReadOnlyList<Trial> trials)
    {
        Name = name;
        _range = trials.First(trial => trial.Distributions.ContainsKey(name)).Distributions[name];
        Trial[] having = [.. trials.Where(Has)];
        IsAlways = having.Length == trials.Count;
        if (_range is NumericDistribution)
        {
            // The range may have been changed on the way.
            _low = having.Min(trial => ((NumericDistribution)trial.Distributions[name]).Low);
            _high = having.Max(trial => ((NumericDistribution)trial.Distributions[name]).High);
        }
    }

    internal string Name { get; }

    /// <summary>Whether every trial has it; the others miss one that is searched only under a condition.</summary>
    internal bool IsAlways { get; }

    internal bool IsCategory => _range is CategoricalDistribution;

    /// <summary>The parameters of trials, the most important first, then those of which that is not known, by name.</summary>
    internal static IReadOnlyList<ParameterAxis> Of(IReadOnlyList<Trial> trials, StudyImportance? importance)
    {
        List<string> order = [.. (importance?.Parameters ?? []).Concat(importance?.Conditional ?? []).Select(share => share.Name)];
        Trial[] tried = [.. trials.Where(trial => trial.Parameters.Count > 0)];
        string[] names = [.. tried.SelectMany(trial => trial.Parameters.Keys).Distinct(StringComparer.Ordinal)];
        return
        [
            .. names.OrderBy(name => order.IndexOf(name) is var place and >= 0 ? place : order.Count).ThenBy(name => name, StringComparer.Ordinal)
                .Select(name => new ParameterAxis(name, tried)).Where(axis => Scale.CanShow(axis._low) && Scale.CanShow(axis._high)),
        ];
    }

    /// <summary>Whether a trial has the parameter, in a range of the same kind.</summary>
    internal bool Has(Trial trial) => trial.Distributions.TryGetValue(Name, out Distribution? range) && range.IsCompatible(_range);

    /// <summary>A trial's value as a person writes it.</summary>
    internal string Text(Trial trial) =>
        !Has(trial) ? "–" : _range is FloatDistribution ? PlotText.Number(trial.Parameters[Name]) : trial.Distributions[Name].Text(trial.Parameters[Name]);

    /// <summary>What is searched, in words.</summary>
    internal string Describe() => _range switch
    {
        CategoricalDistribution categorical => string.Join(", ", Enumerable.Range(0, categorical.Choices.Count).Select(choice => categorical.Text(choice))),
        NumericDistribution numeric => $"{PlotText.Number(_low)} to {PlotText.Number(_high)}{Steps(numeric)}",
        _ => "",
    };

    private static string Steps(NumericDistribution numeric) =>
        numeric.IsLog ? ", by factors" : numeric.Spacing is { } step and not 1 ? $", steps of {PlotText.Number(step)}" : "";

    /// <summary>Where values stand between two places, and the ticks whose labels fit there side by side.</summary>
    internal (Scale Scale, IReadOnlyList<string> Labels) Between(double start, double end)
    {
        if (_range is CategoricalDistribution { Choices.Count: var choices } categorical)
            return (
                new LinearScale(-0.5, choices - 0.5, start, end) { Ticks = [.. Enumerable.Range(0, choices).Select(i => (double)i)] },
                [.. Enumerable.Range(0, choices).Select(i => categorical.Text(i))]);

        bool isLog = ((NumericDistribution)_range).IsLog;
        Scale scale = _low >= _high ? new LinearScale(_low - 1, _low + 1, start, end) { Ticks = [_low] }
            : isLog ? new LogScale(_low, _high, start, end)
            {
                Ticks = [.. LogScale.Covering(_low, _high, start, end).Ticks.Where(tick => tick >= _low && tick <= _high)],
            }
            : LinearScale.Between(_low, _high, start, end, 4, whole: _range is IntDistribution);
        if (_range is IntDistribution { Count: > 1 and <= 6 } few && few.Low == _low && few.High == _high)
            scale = scale with { Ticks = [.. Enumerable.Range(0, (int)few.Count!.Value).Select(i => few.Item(i))] };
        else if (scale.Ticks.Count < 2 && _low < _high)
            scale = scale with { Ticks = [_low, _high] };

        scale = scale with { Ticks = Fitting(scale) };
        return (scale, [.. scale.Ticks.Select(tick => PlotText.Number(tick))]);
    }

    /// <summary>As many ticks as fit: all, every second, every third…; of a logarithmic scale, powers of ten before any others.</summary>
    private static IReadOnlyList<double> Fitting(Scale scale)
    {
        double[] powers = [.. scale.Ticks.Where(tick => scale is LogScale && Math.Abs(Math.Log10(tick) - Math.Round(Math.Log10(tick))) < 1e-9)];
        IEnumerable<IReadOnlyList<double>> choices = powers.Length < 2 ? [scale.Ticks] : [scale.Ticks, powers];
        for (int every = 1; ; every++)
        {
            foreach (IReadOnlyList<double> ticks in choices.Select(all => (double[])[.. all.Where((_, i) => i % every == 0)]))
            {
                if (ticks.Count < 2 || ticks.Zip(ticks.Skip(1), (a, b) => scale.At(b) - scale.At(a) - ((Width(a) + Width(b)) / 2)).Min() > 8)
                    return ticks;
            }
        }

        static double Width(double tick) => PlotText.Width(PlotText.Number(tick));
    }
}
