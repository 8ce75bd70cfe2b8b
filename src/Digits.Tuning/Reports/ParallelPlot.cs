using Digits.Reports.Drawing;

namespace Digits.Tuning.Reports;

/// <summary>
/// Parallel coordinates: a line a trial through the objectives and all parameters. The axes lie one below another, so that names and choices can be read
/// however many there are.
/// </summary>
internal static class ParallelPlot
{
    /// <summary>The room for a name.</summary>
    internal const double MostName = 150;

    private const double Distance = 46;
    private const double Top = 96;

    /// <summary>The plot; null where there are no trials or no parameters.</summary>
    internal static SvgPicture? Create(StudyView study)
    {
        if (study.Complete.Count == 0 || study.Parameters.Count == 0)
            return null;

        IReadOnlyList<Trial> trials = study.Ranked(0);
        string[] names = [.. study.Objectives.Select(objective => objective.Name), .. study.Parameters.Select(axis => axis.Name)];
        double left = Chart.Margin + Math.Clamp(names.Max(name => PlotText.Width(name)), 40, MostName) + 2 + ParallelRow.NameGap;
        double right = StudyPictures.Wide - (2 * Chart.Margin);
        ParallelRow[] rows =
        [
            .. study.Objectives.Select((_, i) => ParallelRow.Of(study, i, Top + (i * Distance), left, right)),
            .. study.Parameters.Select((axis, i) => ParallelRow.Of(study, axis, Top + ((study.Objectives.Count + i) * Distance), left, right)),
        ];
        Chart chart = new(
            "parallel",
            "All parameters at once",
            StudyPictures.Wide,
            Top + (rows.Length * Distance) - 12,
            study.RankedRemark.Length > 0 ? study.RankedRemark : "A line a trial");
        double end = Legend.Row(
            chart,
            chart.Below + 21,
            (Legend.Stroke(chart, "stroke line-c1"), study.Objectives.Count == 1 ? "the best" : "beaten by no other"));
        Shade.Legend(chart, end + 4, chart.Below + 21, PlotText.Fit($"worst {study.Objectives[0].Name}", 220), "best");
        foreach (ParallelRow row in rows)
            row.DrawAxis(chart);

        // The worst first, so that good ones lie on top; the best last.
        for (int place = trials.Count - 1; place >= 0; place--)
        {
            int rank = trials.Count - 1 - place;
            bool isBest = study.IsBest(trials[place]);
            chart.Svg.Open("g", ("class", "series"))
                .Tooltip(
                    study.Tell(trials[place]),
                    "path",
                    ("class", isBest ? "stroke line-c1" : $"stroke thin line-v{Shade.Of(rank, trials.Count)}"),
                    ("stroke-opacity", isBest ? 1.0 : Shade.Opacity(rank, trials.Count)),
                    ("d", SvgWriter.Path(rows.Select(row => new Point(row.X(trials[place]), row.Y)))))
                .Close();
        }

        foreach (ParallelRow row in rows)
        {
            Marker.Draw(chart.Svg, 1, new(row.X(study.Best[0]), row.Y), 4.5);
            row.DrawWords(chart, left);
        }

        return chart.Finish($"{trials.Count} complete trials as lines through {string.Join(", ", names)}.");
    }
}
