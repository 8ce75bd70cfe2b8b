using Digits.Reports.Drawing;

namespace Digits.Tuning.Reports;

/// <summary>What an objective depends on: a bar for each parameter, and below them those that are searched only under a condition.</summary>
internal static class ImportancePlot
{
    private const double RowHeight = 24;

    /// <summary>The plot; null where the importance cannot be told.</summary>
    internal static SvgPicture? Create(StudyView study, int objective)
    {
        if (study.Importance[objective] is not { } importance)
            return null;

        (IReadOnlyList<ParameterImportance> always, IReadOnlyList<ParameterImportance> conditional) = (importance.Parameters, importance.Conditional);
        double widest = always.Concat(conditional).Select(share => PlotText.Width(share.Name)).DefaultIfEmpty().Max();
        string[] notes =
        [
            $"Learnt from {PlotText.Count(importance.Trials)} complete trials. The parameters by themselves",
            $"explain {PlotText.Percent(Math.Clamp(importance.MainEffects, 0, 1), 0)} of the variance, interactions the rest.",
        ];
        double top = 30 + (17 * notes.Length) + 4;
        double gap = conditional.Count > 0 ? 34 : 0;
        PlotArea area = new(
            Chart.Margin + Math.Clamp(widest, 40, 170) + 8,
            top,
            Chart.UsualWidth - 62,
            top + (Math.Max(3, always.Count + conditional.Count) * RowHeight) + gap + 6);
        LinearScale x = LinearScale.OfShares(0, always.Concat(conditional).Select(share => share.Share).DefaultIfEmpty(1).Max(), area.Left, area.Right);
        Chart chart = new(
            study.NameOf("importance", objective), study.Objectives.Count == 1
                ? "Importance of the parameters"
                : $"Importance for {study.Objectives[objective].Name}", Chart.UsualWidth, area.Bottom + 48, notes);
        chart.BottomAxis(area, x, PlotText.PercentTicks(x.Ticks), "Share of what parameters explain alone", grid: true);
        for (int row = 0; row < always.Count; row++)
            Bar(chart, area, x, always[row], area.Top + 6 + (row * RowHeight), "c0", $"{always[row].Name}: {PlotText.Percent(always[row].Share, 1)}");
        double below = area.Top + 6 + (always.Count * RowHeight) + gap;
        if (conditional.Count > 0)
            chart.Svg.TextOnTop(Chart.Margin, below - 12, "Not always searched: among the trials that have them", "soft");
        for (int row = 0; row < conditional.Count; row++)
            Bar(
                chart,
                area,
                x,
                conditional[row],
                below + (row * RowHeight),
                "v2",
                $"{conditional[row].Name}: {PlotText.Percent(conditional[row].Share, 1)} in {conditional[row].Trials} trials");

        return chart.Finish($"By their main effects, the parameters explain: {string.Join(", ", always.Take(5).Select(Words))}.");
    }

    private static string Words(ParameterImportance share) => $"{share.Name} {PlotText.Percent(share.Share, 1)}";

    private static void Bar(Chart chart, PlotArea area, LinearScale x, ParameterImportance share, double y, string style, string tooltip)
    {
        chart.Svg.Tooltip(
            tooltip,
            "rect",
            ("class", style),
            ("x", area.Left),
            ("y", y),
            ("width", Math.Max(1, x.At(share.Share) - area.Left)),
            ("height", RowHeight - 8));
        chart.Svg.Text(area.Left - 8, y + 12, PlotText.Fit(share.Name, 170, 11.5), ("class", "end"));
        chart.Svg.TextOnTop(x.At(share.Share) + 5, y + 12, PlotText.Percent(share.Share, 1), "figures");
    }
}
