using Digits.Reports.Drawing;

namespace Digits.Tuning.Reports;

/// <summary>Two objectives against each other, with the trials that no other beats in both.</summary>
internal static class ParetoPlot
{
    /// <summary>The plot; null where there are not two objectives, or no complete trials.</summary>
    internal static SvgPicture? Create(StudyView study)
    {
        if (study.Objectives.Count != 2 || study.Complete.Count == 0)
            return null;

        const double Height = 400;
        const double Top = 88;
        (StudyObjective across, StudyObjective up) = (study.Objectives[1], study.Objectives[0]);
        ObjectiveAxis y = ObjectiveAxis.Covering(up, study.History.Directions[0], [.. study.Complete.Select(trial => trial.Values[0])], Height - 48, Top);
        Chart chart = new("pareto", "Which trials no other beats", Chart.UsualWidth, Height, PlotText.Fit(up.Title, 160) + y.Remark);
        PlotArea area = chart.Area(Top, y.Labels);
        ObjectiveAxis x = ObjectiveAxis.Covering(
            across,
            study.History.Directions[1],
            [.. study.Complete.Select(trial => trial.Values[1])],
            area.Left + 8,
            area.Right - 8);
        chart.LeftAxis(area, y.Scale, y.Labels);
        (Scale ticks, IReadOnlyList<string> labels) = Fitting(x);
        chart.BottomAxis(area, ticks, labels, PlotText.Fit(across.Title, 160) + x.Remark, grid: true);
        double radius = study.Complete.Count > 150 ? 2.2 : 3.5;
        foreach (Trial trial in study.Complete.Where(trial => !study.IsBest(trial)))
            chart.Svg.Tooltip(study.Tell(trial), "circle", ("class", "mark v2"), ("cx", x.At(trial.Values[1])), ("cy", y.At(trial.Values[0])), ("r", radius));

        Point[] front = [.. study.Best.Select(trial => new Point(x.At(trial.Values[1]), y.At(trial.Values[0]))).OrderBy(at => at.X)];
        chart.Svg.Element("path", ("class", "stroke line-c1"), ("d", SvgWriter.Path(Steps(front, study.History.Directions[1]))));
        foreach (Trial trial in study.Best)
            Marker.Draw(chart.Svg, 1, new(x.At(trial.Values[1]), y.At(trial.Values[0])), 4.5, study.Tell(trial));

        Legend.Row(
            chart,
            chart.Below + 21,
            (at => Marker.Draw(chart.Svg, 1, at, 4), "beaten by no other"),
            (at => chart.Svg.Element("circle", ("class", "mark v2"), ("cx", at.X), ("cy", at.Y), ("r", 3.5)), "others"));
        return chart.Finish(
            $"{up.Title} against {across.Name} of {study.Complete.Count} complete trials; {study.Best.Count} are beaten by no other: "
                + $"{string.Join("; ", study.Best.Take(5).Select(study.Tell))}.");
    }

    /// <summary>Between two trials of the front, what is surely reached is the worse of each.</summary>
    private static IEnumerable<Point> Steps(Point[] front, StudyDirection across)
    {
        for (int i = 0; i < front.Length; i++)
        {
            if (i > 0)
                yield return across == StudyDirection.Minimize ? new(front[i].X, front[i - 1].Y) : new(front[i - 1].X, front[i].Y);
            yield return front[i];
        }
    }

    /// <summary>The ticks that have room for their labels.</summary>
    private static (Scale Scale, IReadOnlyList<string> Labels) Fitting(ObjectiveAxis axis)
    {
        double free = double.NegativeInfinity;
        List<(double Tick, string Label)> kept = [];
        foreach ((double tick, string label) in axis.Scale.Ticks.Zip(axis.Labels).OrderBy(pair => axis.Scale.At(pair.First)))
        {
            double half = PlotText.Width(label) / 2;
            if (axis.Scale.At(tick) - half < free)
                continue;

            free = axis.Scale.At(tick) + half + 8;
            kept.Add((tick, label));
        }

        return (axis.Scale with { Ticks = [.. kept.Select(pair => pair.Tick)] }, [.. kept.Select(pair => pair.Label)]);
    }
}
