using Digits.Reports.Drawing;

namespace Digits.Tuning.Reports;

/// <summary>When each trial was at work, and on which of as many rows as were at work at once.</summary>
internal static class TimelinePlot
{
    private static readonly (double Seconds, string Name)[] _units = [(86400, "days"), (3600, "hours"), (60, "minutes"), (1, "seconds")];

    private static readonly (string Style, string Name)[] _kinds = [("v3", "complete"), ("c1", "best"), ("v0", "given up"), ("bad", "failed")];

    /// <summary>The plot; null where it is not known when trials began and ended.</summary>
    internal static SvgPicture? Create(StudyView study)
    {
        Trial[] trials = [.. study.History.Trials.Where(trial => trial.IsFinished && trial.Started is not null && trial.Ended >= trial.Started)
            .OrderBy(trial => trial.Started).ThenBy(trial => trial.Number)];
        if (trials.Length == 0)
            return null;

        DateTime begin = trials[0].Started!.Value;
        double span = Math.Max(0.001, (trials.Max(trial => trial.Ended!.Value) - begin).TotalSeconds);
        (double unit, string name) = _units.FirstOrDefault(u => span >= 2 * u.Seconds, (1, "seconds"));
        List<DateTime> rows = [];
        int[] row = [.. trials.Select(trial => Row(rows, trial))];

        const double Top = 72;
        double height = Math.Clamp(160.0 / rows.Count, 4, 28);
        PlotArea area = new(Chart.Margin, Top, Chart.UsualWidth - (2 * Chart.Margin), Top + (rows.Count * height) + 6);
        LinearScale x = LinearScale.Between(0, span / unit, area.Left + 4, area.Right);
        Chart chart = new(
            "timeline",
            "When trials were at work",
            Chart.UsualWidth,
            area.Bottom + 48,
            rows.Count == 1 ? "One at a time" : $"Up to {rows.Count} at once");
        chart.BottomAxis(area, x, [.. x.Ticks.Select(tick => PlotText.Number(tick))], $"{PlotText.Capital(name)} since the first began", grid: true);
        for (int i = 0; i < trials.Length; i++)
        {
            (double from, double to) = (
                x.At((trials[i].Started!.Value - begin).TotalSeconds / unit),
                x.At((trials[i].Ended!.Value - begin).TotalSeconds / unit));
            (string style, string how) = How(trials[i]);

            // A hair's breadth between two trials, as long as they are wider than that.
            chart.Svg.Tooltip($"trial {trials[i].Number}: {how}, {TimeText.Of(trials[i].Ended!.Value - trials[i].Started!.Value)}", "rect",
                ("class", style), ("x", from), ("y", area.Top + (row[i] * height)), ("width", Math.Max(1, to - from - 1)), ("height", Math.Max(2, height - 2)));
        }

        Legend.Row(
            chart,
            chart.Below + 21,
            [.. trials.Select(How).Distinct().OrderBy(kind => Array.IndexOf(_kinds, kind)).Select(kind => (Legend.Swatch(chart, kind.Style), kind.Name))]);
        return chart.Finish($"{trials.Length} trials took {TimeText.Of(TimeSpan.FromSeconds(span))}, up to {rows.Count} at once.");

        (string Style, string Name) How(Trial trial) =>
            study.IsBest(trial) ? _kinds[1] : trial.State switch { TrialState.Complete => _kinds[0], TrialState.Pruned => _kinds[2], _ => _kinds[3] };
    }

    /// <summary>The first row that is free by then; a new one where none is.</summary>
    private static int Row(List<DateTime> rows, Trial trial)
    {
        int row = rows.FindIndex(free => free <= trial.Started);
        if (row < 0)
        {
            row = rows.Count;
            rows.Add(default);
        }

        rows[row] = trial.Ended!.Value;
        return row;
    }
}
