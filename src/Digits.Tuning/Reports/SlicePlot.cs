using Digits.Reports.Drawing;

namespace Digits.Tuning.Reports;

/// <summary>An objective against each parameter, in small plots with one axis for the objective.</summary>
internal sealed class SlicePlot
{
    private const double PanelHeight = 130;
    private const double Gap = 22;

    // With more dots than this, tooltips would be most of the page.
    private const int MostTooltips = 1500;

    private readonly StudyView _study;
    private readonly int _objective;
    private readonly Trial[] _trials;

    private SlicePlot(StudyView study, int objective)
    {
        (_study, _objective) = (study, objective);
        _trials = [.. study.Ranked(objective).OrderBy(trial => trial.Number)];
    }

    /// <summary>The plot; null where there are no trials or no parameters.</summary>
    internal static SvgPicture? Create(StudyView study, int objective) =>
        study.Complete.Count == 0 || study.Parameters.Count == 0 ? null : new SlicePlot(study, objective).Draw();

    private SvgPicture Draw()
    {
        StudyObjective words = _study.Objectives[_objective];
        int columns = _study.Parameters.Count switch { 1 => 1, 2 or 4 => 2, _ => 3 };
        double width = columns == 1 ? Chart.UsualWidth : StudyPictures.Wide;
        double left = Chart.Margin + Objective(PanelHeight, 0).Labels.Max(label => PlotText.Width(label)) + 6;
        double panel = (width - left - (2 * Chart.Margin) - ((columns - 1) * Gap)) / columns;
        ParameterAxis[][] rows = [.. _study.Parameters.Chunk(columns)];
        double[] below = [.. rows.Select(row => row.Max(axis => LabelHeight(axis, panel)))];
        double top = _study.RankedRemark.Length > 0 ? 103 : 86;
        Chart chart = new(
            _study.NameOf("slices", _objective), $"{words.Title} against each parameter", width, top + rows.Select((_, i) => PanelHeight + below[i] + 34).Sum(),
            [PlotText.Fit(words.Title, 160) + Objective(PanelHeight, 0).Remark, .. _study.RankedRemark is { Length: > 0 } remark ? (string[])[remark] : []]);
        double end = Legend.Row(
            chart,
            chart.Below + 21,
            (at => Marker.Draw(chart.Svg, 1, at, 4), _study.Objectives.Count == 1 ? "the best" : "beaten by no other"));
        Shade.Legend(chart, end + 4, chart.Below + 21, "first trial", "last");
        for (int row = 0; row < rows.Length; row++)
        {
            ObjectiveAxis y = Objective(top + PanelHeight, top);
            for (int column = 0; column < rows[row].Length; column++)
            {
                double x = left + (column * (panel + Gap));
                Panel(chart, new(x, top, x + panel, top + PanelHeight), rows[row][column], column == 0 ? y : y with { Labels = [.. y.Labels.Select(_ => "")] });
            }

            top += PanelHeight + below[row] + 34;
        }

        return chart.Finish($"{words.Title} of {_trials.Length} complete trials against {string.Join(", ", _study.Parameters.Select(axis => axis.Name))}.");
    }

    private ObjectiveAxis Objective(double start, double end) =>
        ObjectiveAxis.Covering(
            _study.Objectives[_objective],
            _study.History.Directions[_objective],
            [.. _trials.Select(trial => trial.Values[_objective])],
            start,
            end);

    private void Panel(Chart chart, PlotArea area, ParameterAxis axis, ObjectiveAxis y)
    {
        chart.LeftAxis(area, y.Scale, y.Labels);
        (Scale x, IReadOnlyList<string> labels) = axis.Between(area.Left + 6, area.Right - 6);
        bool upright = IsUpright(axis, area.Width);
        foreach ((double tick, string label) in x.Ticks.Zip(labels))
        {
            double place = x.At(tick);
            chart.Line("axis", new(place, area.Bottom), new(place, area.Bottom + 4));
            if (upright)
                chart.Svg.Text(
                    0,
                    0,
                    PlotText.Fit(label, 84, 11.5),
                    ("class", "soft end tick-slice"),
                    ("transform", $"translate({MarkupText.Number(place + 4)} {MarkupText.Number(area.Bottom + 9)}) rotate(-90)"));
            else
                chart.Svg.Text(place, area.Bottom + 17, label, ("class", "soft figures middle tick-slice"));
        }

        chart.Line("axis", new(area.Left, area.Bottom), new(area.Right, area.Bottom));
        chart.Svg.Text(
            (area.Left + area.Right) / 2,
            area.Bottom + LabelHeight(axis, area.Width) + 14,
            PlotText.Fit(axis.Name, area.Width + Gap, 11.5),
            ("class", "middle"));
        Dots(chart, axis, x, y);
    }

    private void Dots(Chart chart, ParameterAxis axis, Scale x, ObjectiveAxis y)
    {
        bool tooltips = _trials.Length * _study.Parameters.Count <= MostTooltips;
        double radius = _trials.Length > 150 ? 2.2 : 3.2;
        IEnumerable<(Trial Trial, int Place)> dots = _trials.Select((trial, place) => (trial, place)).Where(dot => axis.Has(dot.trial));
        foreach (IGrouping<int, (Trial Trial, int Place)> shade in dots.GroupBy(dot => Shade.Of(dot.Place, _trials.Length)))
        {
            chart.Svg.Open("g", ("class", $"mark v{shade.Key}"));
            foreach ((Trial trial, int place) in shade)
            {
                (string, object)[] disc = [("cx", At(trial, place)), ("cy", y.At(trial.Values[_objective])), ("r", radius)];
                if (tooltips)
                    chart.Svg.Tooltip($"{_study.Tell(trial)}\n{axis.Name} {axis.Text(trial)}", "circle", disc);
                else
                    chart.Svg.Element("circle", disc);
            }

            chart.Svg.Close();
        }

        foreach ((Trial trial, int place) in _trials.Select((trial, place) => (trial, place)).Where(dot => _study.IsBest(dot.trial) && axis.Has(dot.trial)))
            Marker.Draw(chart.Svg, 1, new(At(trial, place), y.At(trial.Values[_objective])), 4.5, $"{_study.Tell(trial)}\n{axis.Name} {axis.Text(trial)}");

        // Dots of a choice are spread over its slot, in the order of their trials: they would cover each other.
        double At(Trial trial, int place) => x.At(trial.Parameters[axis.Name] + (axis.IsCategory ? 0.5 * (((place + 0.5) / _trials.Length) - 0.5) : 0));
    }

    /// <summary>Names of choices that do not fit side by side are read from below.</summary>
    private static bool IsUpright(ParameterAxis axis, double panel)
    {
        (Scale x, IReadOnlyList<string> labels) = axis.Between(6, panel - 6);
        return axis.IsCategory && labels.Any(label => PlotText.Width(label) > Math.Abs(x.At(1) - x.At(0)) - 4);
    }

    private static double LabelHeight(ParameterAxis axis, double panel) =>
        IsUpright(axis, panel) ? 12 + Math.Min(84, axis.Between(6, panel - 6).Labels.Max(label => PlotText.Width(label))) : 20;
}
