using System.Globalization;
using Digits.Reports.Drawing;

namespace Digits.Tuning.Reports;

/// <summary>A curve a trial over its steps: where trials were given up, and what became of the others.</summary>
internal static class IntermediatePlot
{
    // More curves than this hide each other.
    private const int Most = 400;

    // More than this are drawn with less ink each.
    private const int Few = 60;

    /// <summary>The plot; null where nothing was reported on the way, or there are several objectives, of which nothing is.</summary>
    internal static SvgPicture? Create(StudyView study)
    {
        Trial[] trials = [.. study.History.Trials.Where(trial => trial.IsFinished && trial.Intermediate.Values.Any(Scale.CanShow)).TakeLast(Most)];
        if (study.Objectives.Count > 1 || trials.Length == 0)
            return null;

        // The best is drawn last, and however long ago it was.
        trials = [.. trials.Where(trial => !study.IsBest(trial)), .. study.Best.Where(trial => trial.Intermediate.Values.Any(Scale.CanShow))];
        const double Height = 320;
        const double Top = 88;
        StudyObjective words = study.Objectives[0];
        ObjectiveAxis y = ObjectiveAxis.Covering(
            words,
            study.History.Directions[0],
            [.. trials.SelectMany(trial => trial.Intermediate.Values).Where(Scale.CanShow)],
            Height - 48,
            Top);
        Chart chart = new(
            "intermediate",
            $"{words.Title} on the way",
            Chart.UsualWidth,
            Height,
            $"After each {PlotText.Fit(study.Content.Step, 100)}{y.Remark}");
        PlotArea area = chart.Area(Top, y.Labels);
        int[] steps = [.. trials.SelectMany(trial => trial.Intermediate.Keys)];
        (double first, double last) = (steps.Min(), steps.Max());
        LinearScale x = first == last
            ? LinearScale.Between(first - 1, last + 1, area.Left, area.Right, 1) with { Ticks = [first] }
            : LinearScale.Between(first, last, area.Left + 8, area.Right - 8, 10, whole: true);
        chart.LeftAxis(area, y.Scale, y.Labels);
        chart.BottomAxis(
            area,
            x,
            [.. x.Ticks.Select(tick => tick.ToString("0", CultureInfo.InvariantCulture))],
            PlotText.Fit(PlotText.Capital(study.Content.Step), 160));
        foreach (Trial trial in trials)
            Curve(chart, study, trial, trials.Length > Few ? 0.35 : 1, step => new(x.At(step), y.At(trial.Intermediate[step])));

        int pruned = trials.Count(trial => trial.State == TrialState.Pruned);
        Legend.Row(chart, chart.Below + 21,
        [
            (Legend.Stroke(chart, "stroke line-c1"), "the best"), (Legend.Stroke(chart, "stroke thin line-v3"), "to the end"),
            .. pruned == 0
                ? []
                : ((Action<Point>, string)[])[(DrawPruned, "given up")],
        ]);
        return chart.Finish($"{words.Title} of {trials.Length} trials after each {study.Content.Step}; {pruned} were given up on the way.");

        void DrawPruned(Point at)
        {
            chart.Line("others", new(at.X - 8, at.Y), new(at.X + 5, at.Y));
            End(chart, new(at.X + 5, at.Y));
        }
    }

    private static void Curve(Chart chart, StudyView study, Trial trial, double opacity, Func<int, Point> at)
    {
        Point[] line = [.. trial.Intermediate.Where(pair => Scale.CanShow(pair.Value)).OrderBy(pair => pair.Key).Select(pair => at(pair.Key))];
        string how = trial.State switch
        {
            TrialState.Pruned => $"given up after {study.Content.Step} {trial.LastStep}",
            TrialState.Complete when trial.Values.Count > 0 => study.Objectives[0].Text(trial.Values[0]),
            _ => "failed",
        };
        string style = study.IsBest(trial) ? "stroke line-c1" : trial.State == TrialState.Complete ? "stroke thin line-v3" : "others";
        chart.Svg.Open("g", ("class", "series"));
        if (line.Length > 1)
            chart.Svg.Tooltip(
                $"trial {trial.Number}: {how}",
                "path",
                ("class", style),
                ("stroke-opacity", study.IsBest(trial) ? 1 : opacity),
                ("d", SvgWriter.Path(line)));
        if (trial.State == TrialState.Pruned)
            End(chart, line[^1]);
        else if (study.IsBest(trial))
            Marker.Draw(chart.Svg, 1, line[^1], 4.5, $"trial {trial.Number}: {how}");
        else if (line.Length == 1)
            chart.Svg.Tooltip($"trial {trial.Number}: {how}", "circle", ("class", "v3"), ("cx", line[0].X), ("cy", line[0].Y), ("r", 2.5));
        chart.Svg.Close();
    }

    private static void End(Chart chart, Point at) => chart.Svg.Element("circle", ("class", "soft"), ("cx", at.X), ("cy", at.Y), ("r", 2.2));
}
