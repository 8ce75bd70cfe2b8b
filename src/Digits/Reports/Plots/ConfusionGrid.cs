using Digits.Evaluation;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>
/// A confusion matrix as a grid. Right and wrong predictions have a color and a scale each; on one scale the diagonal would hide all mistakes.
/// Where numbers fit, cells are tinted behind them; where they do not, squares grow with their count.
/// </summary>
internal sealed class ConfusionGrid(string name, string title, ConfusionMatrix matrix, IReadOnlyList<string> labels)
{
    private readonly int _classes = matrix.Classes;
    private readonly double _cell = matrix.Classes <= 4 ? 84 : Math.Clamp(Math.Floor(560.0 / matrix.Classes), 6, 44);

    /// <summary>How strong a cell is, by truth and prediction.</summary>
    internal required Func<int, int, double> Strength { get; init; }

    /// <summary>The text of a cell.</summary>
    internal required Func<int, int, string> Figure { get; init; }

    /// <summary>The strongest mistake as text.</summary>
    internal required Func<double, string> Most { get; init; }

    internal bool ColumnTotals { get; init; }

    /// <summary>What is counted, in the singular.</summary>
    internal string Noun { get; init; } = "image";

    /// <summary>How many are right, as a line of its own; null for the counts of the whole matrix.</summary>
    internal string? Summary { get; init; }

    internal SvgPicture Draw()
    {
        bool figures = _cell >= 20 && Pairs().All(p => matrix[p.Truth, p.Predicted] == 0 || PlotText.Width(Figure(p.Truth, p.Predicted)) <= _cell - 2);
        bool totals = _cell >= 14;
        double widest = labels.Max(label => PlotText.Width(label));
        bool upright = widest > _cell - 2 && _classes > 1 && labels.Max(label => label.Length) > 2;
        double left = Chart.Margin + 24 + Math.Min(130, widest) + 6;
        double top = 100 + (upright ? Math.Min(110, widest) + 8 : 18);
        double side = _cell * _classes;
        PlotArea area = new(left, top, left + side, top + side);
        double width = Math.Max(Chart.UsualWidth, area.Right + (totals ? 64 : 0) + Chart.Margin);
        double height = area.Bottom + (totals && ColumnTotals ? 28 : 0) + Chart.Margin;

        Chart chart = new(name, title, width, height,
            Summary ?? $"{PlotText.Count(matrix.Correct)} of {PlotText.Count(matrix.Total, Noun)} right ({PlotText.Percent(matrix.Accuracy)})");
        Grid(chart, area);
        Names(chart, area, upright);
        double most = Pairs().Where(p => p.Truth != p.Predicted).Max(p => Strength(p.Truth, p.Predicted));
        double best = Math.Max(double.Epsilon, Enumerable.Range(0, _classes).Max(c => Strength(c, c)));
        foreach ((int truth, int predicted) in Pairs().Where(p => matrix[p.Truth, p.Predicted] > 0))
            Cell(chart, area, truth, predicted, Math.Sqrt(Strength(truth, predicted) / (truth == predicted ? best : most)), figures);
        if (totals)
            Totals(chart, area);

        string scale = most == 0 ? "wrong: none" : $"wrong, at most {Most(most)} ({(figures ? "stronger" : "larger")} is more)";
        Legend.Row(chart, chart.Below + 21, (Legend.Swatch(chart, "c0"), "right"), (Legend.Swatch(chart, "bad"), scale));
        return chart.Finish(Describe());
    }

    private IEnumerable<(int Truth, int Predicted)> Pairs() =>
        from truth in Enumerable.Range(0, _classes) from predicted in Enumerable.Range(0, _classes) select (truth, predicted);

    private void Grid(Chart chart, PlotArea area)
    {
        for (int i = 0; i <= _classes; i++)
        {
            chart.Line("grid", new(area.Left, area.Top + (i * _cell)), new(area.Right, area.Top + (i * _cell)));
            chart.Line("grid", new(area.Left + (i * _cell), area.Top), new(area.Left + (i * _cell), area.Bottom));
        }
    }

    private void Names(Chart chart, PlotArea area, bool upright)
    {
        // Names need 11 pixels; where cells are smaller, every second or third is named.
        int every = (int)Math.Ceiling(11 / _cell);
        string small = _cell < 16 ? " small" : "";
        for (int c = 0; c < _classes; c += every)
        {
            double middle = (c + 0.5) * _cell;
            string label = PlotText.Fit(labels[c], 130, 11.5);
            chart.Svg.Text(area.Left - 6, area.Top + middle + 4, label, ("class", $"end figures{small}"));
            double x = area.Left + middle;
            if (upright)
                chart.Svg.Text(0, 0, PlotText.Fit(labels[c], 110, 11.5), ("transform", Upright(x + 4, area.Top - 6)));
            else
                chart.Svg.Text(x, area.Top - 7, label, ("class", $"middle figures{small}"));
        }

        double center = (area.Left + area.Right) / 2;
        chart.Svg.Text(center, 92, "Prediction", ("class", "middle soft"));
        chart.Svg.Text(0, 0, "Truth", ("class", "middle soft"), ("transform", Upright(Chart.Margin + 10, (area.Top + area.Bottom) / 2)));
    }

    /// <summary>Rotates text at a place, to be read from below.</summary>
    private static string Upright(double x, double y) => $"translate({MarkupText.Number(x)} {MarkupText.Number(y)}) rotate(-90)";

    private void Cell(Chart chart, PlotArea area, int truth, int predicted, double strength, bool figures)
    {
        bool right = truth == predicted;
        long count = matrix[truth, predicted];
        double x = area.Left + (predicted * _cell);
        double y = area.Top + (truth * _cell);

        // Text on a tint of at most a half keeps a contrast of 4.5:1; a square keeps 3:1, however small.
        double side = figures ? _cell - 1 : Math.Max(Math.Min(4, _cell - 1), (_cell - 1) * strength);
        double inset = (_cell - side) / 2;
        string support = PlotText.Count(matrix.Support(truth));
        string share = PlotText.Percent((double)count / matrix.Support(truth));
        string tooltip = $"{labels[truth]} {(right ? "recognized" : $"read as {labels[predicted]}")}: {PlotText.Count(count)} of {support} ({share})";
        chart.Svg.Tooltip(tooltip, "rect", ("class", right ? "c0" : "bad"), ("x", x + inset), ("y", y + inset), ("width", side), ("height", side),
            ("fill-opacity", figures ? 0.08 + (0.42 * strength) : 1.0));
        if (figures)
            chart.Svg.Text(x + (_cell / 2), y + (_cell / 2) + 4, Figure(truth, predicted), ("class", $"middle figures through{(right ? " strong" : "")}"));
    }

    private void Totals(Chart chart, PlotArea area)
    {
        chart.Svg.Text(area.Right + 58, area.Top - 7, $"{Noun}s", ("class", "end soft"));
        for (int c = 0; c < _classes; c++)
        {
            double middle = ((c + 0.5) * _cell) + 4;
            chart.Svg.Text(area.Right + 58, area.Top + middle, PlotText.Count(matrix.Support(c)), ("class", "end soft figures"));
            string column = PlotText.Count(matrix.Predicted(c));
            if (ColumnTotals && PlotText.Width(column) <= _cell)
                chart.Svg.Text(area.Left + middle - 4, area.Bottom + 18, column, ("class", "middle soft figures"));
        }

        if (ColumnTotals)
            chart.Svg.Text(area.Right + 58, area.Bottom + 18, PlotText.Count(matrix.Total), ("class", "end soft figures"));
    }

    private string Describe()
    {
        string[] worst =
        [
            .. Pairs().Where(p => p.Truth != p.Predicted && matrix[p.Truth, p.Predicted] > 0)
                .OrderByDescending(p => Strength(p.Truth, p.Predicted)).Take(3)
                .Select(p => $"{labels[p.Truth]} read as {labels[p.Predicted]} ({PlotText.Count(matrix[p.Truth, p.Predicted], Noun)})"),
        ];
        string right = Summary ?? $"{PlotText.Count(matrix.Correct)} of {PlotText.Count(matrix.Total, Noun)} are right";
        return $"Rows are the truth, columns the prediction. {right}" +
            (worst.Length == 0 ? "." : $"; the most frequent mistakes: {string.Join(", ", worst)}.");
    }
}
