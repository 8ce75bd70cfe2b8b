using System.Globalization;
using Digits.Reports.Drawing;

namespace Digits.Tuning.Reports;

/// <summary>An objective trial by trial, with the best so far as a line.</summary>
internal static class TrialHistoryPlot
{
    internal static SvgPicture Create(StudyView study, int objective)
    {
        StudyObjective words = study.Objectives[objective];
        Trial[] pruned =
        [
            .. study.History.Trials.Where(trial =>
                trial.State == TrialState.Pruned && trial.Values.Count > objective && Scale.CanShow(trial.Values[objective])),
        ];
        double[] values = [.. (study.Complete.Count > 0 ? study.Complete : pruned).Select(trial => trial.Values[objective])];
        const double Height = 320;
        const double Top = 88;
        ObjectiveAxis y = ObjectiveAxis.Covering(words, study.History.Directions[objective], values, Height - 48, Top);
        Chart chart = new(
            study.NameOf("history", objective),
            study.Objectives.Count == 1 ? "Trial by trial" : $"{words.Title}, trial by trial",
            Chart.UsualWidth,
            Height,
            PlotText.Fit(words.Title, 160) + y.Remark);
        PlotArea area = chart.Area(Top, y.Labels);
        int last = study.History.Trials.Select(trial => trial.Number).DefaultIfEmpty().Max();
        LinearScale x = last == 0
            ? LinearScale.Between(-1, 1, area.Left, area.Right, 1) with { Ticks = [0] }
            : LinearScale.Between(0, last, area.Left + 8, area.Right - 8, 8, whole: true);
        chart.LeftAxis(area, y.Scale, y.Labels);
        chart.BottomAxis(area, x, [.. x.Ticks.Select(tick => tick.ToString("0", CultureInfo.InvariantCulture))], "Trial");
        if (values.Length == 0)
            chart.Nothing(area, "No trial is complete");

        double radius = last > 150 ? 2.2 : 3.5;
        Trial[] shown = [.. pruned.Where(trial => y.Holds(trial.Values[objective]))];
        foreach (Trial trial in shown)
            chart.Svg.Tooltip(
                $"trial {trial.Number}: given up at {words.Text(trial.Values[objective])}",
                "circle",
                ("class", "ring"),
                ("cx", x.At(trial.Number)),
                ("cy", y.At(trial.Values[objective])),
                ("r", radius - 0.7));
        Trial[] failed = [.. study.History.Trials.Where(trial => trial.State == TrialState.Fail)];
        foreach (Trial trial in failed)
            Cross(chart, new(x.At(trial.Number), area.Bottom - 6), $"trial {trial.Number}: failed");
        BestSoFar(chart, study, objective, new(x.At(last), 0), trial => new(x.At(trial.Number), y.At(trial.Values[objective])));
        foreach (Trial trial in study.Complete)
            Marker.Draw(
                chart.Svg,
                study.IsBest(trial) ? 1 : 0,
                new(x.At(trial.Number), y.At(trial.Values[objective])),
                study.IsBest(trial) ? 4.5 : radius,
                study.Tell(trial));

        Legend.Row(chart, chart.Below + 21,
        [
            (at => Marker.Draw(chart.Svg, 0, at, 3.5), "complete"), (Legend.Stroke(chart, "stroke line-c1"), "best so far"), .. Only(
                study.Objectives.Count > 1,
                at => Marker.Draw(chart.Svg, 1, at, 4),
                "beaten by no other"),
            .. Only(shown.Length > 0, at => chart.Svg.Element("circle", ("class", "ring"), ("cx", at.X), ("cy", at.Y), ("r", 3)), "given up"),
            .. Only(failed.Length > 0, at => Cross(chart, at), "failed"),
        ]);
        return chart.Finish($"{words.Title} of {study.Complete.Count} complete trials in the order of their numbers." +
            (study.Ranked(objective) is [var best, ..] ? $" The best is {study.Value(best, objective)}, in trial {best.Number}." : ""));
    }

    private static (Action<Point> Sample, string Name)[] Only(bool isThere, Action<Point> sample, string name) => isThere ? [(sample, name)] : [];

    private static void Cross(Chart chart, Point at, string tooltip = "failed")
    {
        string data = FormattableString.Invariant($"M{at.X - 3:0.##} {at.Y - 3:0.##}l6 6m0-6l-6 6");
        chart.Svg.Tooltip(tooltip, "path", ("class", "stroke line-bad"), ("d", data));
    }

    /// <summary>A line in steps: it rises or falls where a trial is better than all before it.</summary>
    private static void BestSoFar(Chart chart, StudyView study, int objective, Point end, Func<Trial, Point> at)
    {
        List<Point> line = [];
        double least = double.PositiveInfinity;
        foreach (Trial trial in study.Complete.Where(trial => study.History.Cost(trial.Values[objective], objective) is var cost && cost < least))
        {
            least = study.History.Cost(trial.Values[objective], objective);
            if (line.Count > 0)
                line.Add(line[^1] with { X = at(trial).X });
            line.Add(at(trial));
        }

        if (line.Count > 0 && line[^1].X < end.X)
            line.Add(line[^1] with { X = end.X });
        if (line.Count > 1)
            chart.Svg.Element("path", ("class", "stroke line-c1"), ("d", SvgWriter.Path(line)));
    }
}
