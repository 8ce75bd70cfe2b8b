using System.Globalization;
using Digits.Evaluation;

namespace Digits.Cli;

/// <summary>An evaluation in words and tables.</summary>
internal static class EvaluationWords
{
    internal static string Describe(string model, string part, EvaluationResult metrics)
    {
        string r2 = metrics.R2 is { } value ? value.ToString("0.0000", CultureInfo.InvariantCulture) : "– (it takes two images)";
        return $"""
            {model} on {metrics.Dataset}{part}, {metrics.Images:N0} images

            {"Accuracy",-24}{Figures.Share(metrics.Accuracy, metrics.AccuracyStandardError)} (standard error)
            {"Loss",-24}{metrics.Loss:0.0000}
            {"R²",-24}{r2}
            {"Calibration error (ECE)",-24}{Figures.Share(metrics.Ece)}
            {"Speed",-24}{metrics.ImagesPerSecond:N0} images/s

            {ClassificationReport.Format(metrics, digits: 4)}
            Confusion: each row is a digit, each column what it was read as

            {Confusion(metrics)}{(metrics.Robustness is { } robustness ? Corruptions(robustness) : "")}
            """.ReplaceLineEndings();
    }

    private static string Corruptions(Robustness robustness) => "\nCorrupted images\n\n" + TextTable.Format(
    [
        ["", "Error"],
        .. robustness.Corruptions.Select(score => new[] { score.Corruption, Figures.Share(score.Error) }),
        ["mean", Figures.Share(robustness.MeanError)],
        ["none", Figures.Share(robustness.CleanError)],
    ]);

    private static string Confusion(EvaluationResult metrics)
    {
        string[] labels = [.. metrics.PerClass.Select(c => c.Label)];
        string[][] counts = [.. labels.Select((_, truth) => metrics.Confusion.Row(truth).ToArray().Select(count => count == 0 ? "·" : $"{count}").ToArray())];
        int width = counts.Max(row => row.Max(cell => cell.Length));
        List<string[]> rows = [["", .. labels.Select(label => label.PadLeft(width))]];
        rows.AddRange(counts.Select((row, truth) => (string[])[labels[truth], .. row]));
        return TextTable.Format(rows);
    }
}
