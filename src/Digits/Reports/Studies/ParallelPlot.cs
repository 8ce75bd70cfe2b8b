using Digits.Tuning;

namespace Digits.Reports;

/// <summary>
/// Parallel coordinates: a line a trial through the objectives and all parameters. The axes lie one below another, so that names and choices can be read however many there are.
/// </summary>
internal sealed class ParallelPlot
{
    private const double Row = 46;
    private const double Top = 96;
    private readonly StudyView _study;
    private readonly Trial[] _trials;
    private readonly Chart _chart;
    private readonly double _left;
    private readonly double _right = StudyPictures.Wide - (2 * Chart.Margin);

    private ParallelPlot(StudyView study)
    {
        _study = study;
        _trials = [.. study.Ranked(0)];
        double widest = study.Parameters.Select(axis => axis.Name).Concat(study.Objectives.Select(objective => objective.Name)).Max(name => PlotText.Width(name));
        _left = Chart.Margin + Math.Clamp(widest, 40, 150) + 16;
        double height = Top + ((study.Objectives.Count + study.Parameters.Count) * Row) - 12;
        _chart = new Chart("parallel", "All parameters at once", StudyPictures.Wide, height, study.RankedRemark.Length > 0 ? study.RankedRemark : "A line a trial");
    }

    /// <summary>The plot; null where there are no trials or no parameters.</summary>
    internal static SvgPicture? Create(StudyView study) => study.Complete.Count == 0 || study.Parameters.Count == 0 ? null : new ParallelPlot(study).Draw();

    private SvgPicture Draw()
    {
        List<Func<Trial, Point>> stops = [];
        double y = Top;
        for (int objective = 0; objective < _study.Objectives.Count; objective++, y += Row)
            stops.Add(ObjectiveRow(objective, y));
        foreach (ParameterAxis axis in _study.Parameters)
        {
            stops.Add(ParameterRow(axis, y));
            y += Row;
        }

        // The worst first, so that good ones lie on top; the best last.
        for (int place = _trials.Length - 1; place >= 0; place--)
        {
            Trial trial = _trials[place];
            string style = _study.IsBest(trial) ? "stroke line-c1" : $"stroke thin line-v{Shade.Of(_trials.Length - 1 - place, _trials.Length)}";
            _chart.Svg.Open("g", ("class", "series")).Tooltip(_study.Tell(trial), "path", ("class", style), ("d", SvgWriter.Path(stops.Select(stop => stop(trial))))).Close();
        }

        foreach (Trial trial in _trials.Where(_study.IsBest).Take(1))
        {
            foreach (Func<Trial, Point> stop in stops)
                Marker.Draw(_chart.Svg, 1, stop(trial), 4.5);
        }

        Words();
        return _chart.Finish($"{_trials.Length} complete trials as lines through {string.Join(", ", _study.Objectives.Select(objective => objective.Name).Concat(_study.Parameters.Select(axis => axis.Name)))}.");
    }

    /// <summary>What lines would cover: names, ticks and the legend are written last.</summary>
    private void Words()
    {
        double y = Top;
        for (int objective = 0; objective < _study.Objectives.Count; objective++, y += Row)
        {
            ObjectiveAxis axis = Objective(objective);
            Labels(_study.Objectives[objective].Name, "strong", y, [.. axis.Scale.Ticks.Select(axis.Scale.At)], axis.Labels);
        }

        foreach (ParameterAxis axis in _study.Parameters)
        {
            (Scale scale, IReadOnlyList<string> labels) = axis.Between(From(axis), _right);
            Labels(axis.Name, "", y, [.. scale.Ticks.Select(scale.At)], [.. labels.Select(label => axis.IsCategory ? PlotText.Fit(label, Math.Abs(scale.At(1) - scale.At(0)) - 6) : label)]);
            if (!axis.IsAlways)
                _chart.Svg.TextOnTop(_left, y + 17, "not used", "soft small");
            y += Row;
        }

        double left = Legend.Row(_chart, _chart.Below + 21, (Legend.Stroke(_chart, "stroke line-c1"), _study.Objectives.Count == 1 ? "the best" : "beaten by no other"));
        Shade.Legend(_chart, left + 4, _chart.Below + 21, $"worst {_study.Objectives[0].Name}", "best");
    }

    private void Labels(string name, string style, double y, double[] places, IReadOnlyList<string> labels)
    {
        _chart.Svg.Text(_left - 14, y + 4, PlotText.Fit(name, 150, 11.5), ("class", $"end {style}".TrimEnd()));
        double free = double.NegativeInfinity;
        foreach ((double place, string label) in places.Zip(labels).OrderBy(tick => tick.First))
        {
            double half = PlotText.Width(label, 11) / 2;
            if (place - half < free)
                continue;

            free = place + half + 8;
            _chart.Svg.TextOnTop(place, y + 17, label, "soft small figures middle");
        }
    }

    private ObjectiveAxis Objective(int objective)
    {
        // Better is to the right in each of them.
        StudyDirection direction = _study.History.Directions[objective];
        (double start, double end) = direction == StudyDirection.Maximize ? (_left + 8, _right) : (_right, _left + 8);
        return ObjectiveAxis.Covering(_study.Objectives[objective], direction, [.. _trials.Select(trial => trial.Values[objective])], start, end);
    }

    private Func<Trial, Point> ObjectiveRow(int objective, double y)
    {
        ObjectiveAxis axis = Objective(objective);
        Line(y, axis.Scale);
        return trial => new Point(axis.At(trial.Values[objective]), y);
    }

    private Func<Trial, Point> ParameterRow(ParameterAxis axis, double y)
    {
        (Scale scale, _) = axis.Between(From(axis), _right);
        Line(y, scale);
        Dictionary<int, double> shifts = axis.IsCategory ? Shifts(axis) : [];
        return trial => new Point(axis.Has(trial) ? scale.At(trial.Parameters[axis.Name] + shifts.GetValueOrDefault(trial.Number)) : _left + 20, y);
    }

    /// <summary>Trials of one choice lie side by side in its slot, better ones to the right, so that it shows how many they are.</summary>
    private Dictionary<int, double> Shifts(ParameterAxis axis) => _trials.Where(axis.Has).GroupBy(trial => trial.Parameters[axis.Name])
        .SelectMany(choice => choice.Reverse().Select((trial, i) => (trial.Number, Shift: 0.55 * (((i + 0.5) / choice.Count()) - 0.5))))
        .ToDictionary(pair => pair.Number, pair => pair.Shift);

    /// <summary>Left of the values of a parameter that some trials miss there is a place for these.</summary>
    private double From(ParameterAxis axis) => axis.IsAlways ? _left + 8 : _left + 72;

    private void Line(double y, Scale scale)
    {
        double first = Math.Min(scale.Start, scale.End);
        _chart.Line("axis", new(first, y), new(_right, y));
        foreach (double tick in scale.Ticks)
            _chart.Line("axis", new(scale.At(tick), y - 3), new(scale.At(tick), y + 3));
    }
}
