using Digits.Training;

namespace Digits.Reports;

/// <summary>How training went, epoch by epoch.</summary>
public static class HistoryPlots
{
    // More markers than this would run into each other.
    private const int MostMarkers = 30;
    private const int Train = 0;
    private const int Validation = 1;

    /// <summary>Accuracy in training and in validation.</summary>
    /// <param name="history">The epochs in order; a validation accuracy that is NaN is left out.</param>
    /// <param name="bestEpoch">The epoch whose network was kept; 0 for none.</param>
    public static SvgPicture Accuracy(IReadOnlyList<EpochRecord> history, int bestEpoch)
    {
        ArgumentNullException.ThrowIfNull(history);
        Axis axis = Axis.Share([.. history.Select(epoch => epoch.TrainAccuracy), .. history.Select(epoch => epoch.ValidationAccuracy)]);
        return Draw("accuracy", "Accuracy", history, bestEpoch, axis, "images read right", epoch => epoch.TrainAccuracy, epoch => epoch.ValidationAccuracy, share => Figures.Percent(share));
    }

    /// <summary>Loss in training and in validation, on a logarithmic scale where it spans more than a decade.</summary>
    /// <param name="history">The epochs in order; a validation loss that is NaN is left out.</param>
    /// <param name="bestEpoch">The epoch whose network was kept; 0 for none.</param>
    public static SvgPicture Loss(IReadOnlyList<EpochRecord> history, int bestEpoch)
    {
        ArgumentNullException.ThrowIfNull(history);
        double[] values = [.. history.Select(epoch => epoch.TrainLoss), .. history.Select(epoch => epoch.ValidationLoss)];
        bool log = SpansDecade(values);
        Axis axis = log ? Axis.Log(values, tick => Figures.Number(tick)) : Axis.Linear([0, .. values], tick => Figures.Number(tick));
        string name = log ? "cross-entropy, logarithmic" : "cross-entropy";
        return Draw("loss", "Loss", history, bestEpoch, axis, name, epoch => epoch.TrainLoss, epoch => epoch.ValidationLoss, loss => Figures.Number(loss));
    }

    /// <summary>The learning rate at the end of each epoch, on a logarithmic scale where it spans more than a decade.</summary>
    /// <param name="history">The epochs in order.</param>
    public static SvgPicture LearningRate(IReadOnlyList<EpochRecord> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        double[] values = [.. history.Select(epoch => epoch.LearningRate)];
        bool log = SpansDecade(values);
        Axis axis = log ? Axis.Log(values, tick => Figures.Number(tick)) : Axis.Linear([0, .. values], tick => Figures.Number(tick));
        string finding = values.Length == 0 ? "No epoch yet." : values.Max() == values.Min()
            ? $"{Figures.Number(values[0])} throughout"
            : $"from {Figures.Number(values[0])} to {Figures.Number(values[^1])}";
        Chart chart = new("Learning rate", finding, (Epochs(history), "epoch"), (axis, log ? "logarithmic" : "rate"), height: 240);
        Draw(chart, history, epoch => epoch.LearningRate, 0, "learning rate", value => Figures.Number(value));
        return chart.ToPicture("learning-rate");
    }

    private static SvgPicture Draw(
        string name, string title, IReadOnlyList<EpochRecord> history, int bestEpoch, Axis axis, string axisName,
        Func<EpochRecord, double> train, Func<EpochRecord, double> validation, Func<double, string> format)
    {
        EpochRecord? best = history.FirstOrDefault(epoch => epoch.Epoch == bestEpoch);
        EpochRecord? told = best ?? (history.Count > 0 ? history[^1] : null);
        string finding = told is null ? "No epoch yet." : $"{(best is null ? "last" : "best")} epoch {told.Epoch}: training {format(train(told))}"
            + (double.IsFinite(validation(told)) ? $", validation {format(validation(told))}" : "");
        Chart chart = new(title, finding, (Epochs(history), "epoch"), (axis, axisName), right: 96);
        if (best is not null)
            MarkBest(chart, best.Epoch);
        List<(string, double, int)> labels = [];
        foreach ((Func<EpochRecord, double> value, int series, string label) in new[] { (train, Train, "training"), (validation, Validation, "validation") })
        {
            if (Draw(chart, history, value, series, $"{label} {title.ToLowerInvariant()}", format) is { } last)
                labels.Add((label, chart.Y(last), series));
        }

        chart.Label(labels);
        return chart.ToPicture(name);
    }

    // Returns the last value that is a number.
    private static double? Draw(Chart chart, IReadOnlyList<EpochRecord> history, Func<EpochRecord, double> value, int series, string what, Func<double, string> format)
    {
        chart.Line(history.Select(epoch => ((double)epoch.Epoch, value(epoch))), series);
        double? last = null;
        foreach (EpochRecord epoch in history.Where(epoch => double.IsFinite(value(epoch))))
        {
            last = value(epoch);
            string tooltip = $"Epoch {epoch.Epoch}: {what} {format(last.Value)}";
            if (history.Count <= MostMarkers)
                chart.Mark(chart.X(epoch.Epoch), chart.Y(last.Value), series, tooltip);
            else
                chart.Hit(chart.X(epoch.Epoch), chart.Y(last.Value), tooltip);
        }

        return last;
    }

    private static void MarkBest(Chart chart, int epoch)
    {
        string x = SvgWriter.Number(chart.X(epoch));
        chart.Svg.Element("path", ("class", "guide"), ("d", $"M{x} {SvgWriter.Number(chart.Area.Y)}v{SvgWriter.Number(chart.Area.Height)}"));
        bool left = chart.X(epoch) < chart.Area.X + 24;
        chart.Svg.Text(chart.X(epoch) - (left ? 3 : 0), chart.Area.Y - 6, $"best: {epoch}", ("class", left ? "" : "middle"));
    }

    private static Axis Epochs(IReadOnlyList<EpochRecord> history) =>
        history.Count == 0 ? Axis.Epochs(1, 1) : Axis.Epochs(history.Min(epoch => epoch.Epoch), history.Max(epoch => epoch.Epoch));

    private static bool SpansDecade(double[] values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        return finite.Length > 0 && finite.Min() > 0 && finite.Max() > 10 * finite.Min();
    }
}
