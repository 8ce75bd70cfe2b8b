using System.Globalization;
using Digits.Evaluation;

namespace Digits.Cli;

/// <summary>An evaluation as text and tables for a terminal.</summary>
internal static class EvaluationText
{
    /// <summary>With more classes than this, only the most frequent confusions are listed, instead of a table.</summary>
    private const int WidestTable = 20;

    private const int Listed = 20;

    internal static string Describe(string model, string part, EvaluationResult metrics)
    {
        return $"""
            {model} on {metrics.Dataset}{part}, {metrics.Images:N0} images

            {"Accuracy",-24}{Figures.Share(metrics.Accuracy, metrics.AccuracyStandardError)} (standard error){Relabelled(metrics)}
            {"Loss",-24}{metrics.Loss:0.0000}{R2(metrics)}
            {"Calibration error (ECE)",-24}{Figures.Share(metrics.Ece)}
            {"Speed",-24}{metrics.ImagesPerSecond:N0} images/s

            {ClassificationReport.Format(metrics, digits: 4)}
            {(metrics.PerClass.Count > WidestTable ? MostConfused(metrics) : Confusion(metrics))}{Corruptions(metrics.Robustness)}
            """.ReplaceLineEndings();
    }

    /// <summary>Several models side by side, in the order given.</summary>
    internal static string Compare(string part, ModelEvaluation[] models, IReadOnlyList<ModelComparison> comparisons)
    {
        EvaluationResult[] results = [.. models.Select(model => model.Metrics)];
        bool isRelabeled = results[0].Relabeled is not null;
        bool isCorrupted = results[0].Robustness is not null;
        string table = TextTable.Format(
        [
            ["Model", "accuracy", .. Only(isRelabeled, "relabelled"), "loss", "ECE", .. Only(isCorrupted, "corrupted error"), "parameters", "images/s"],
            .. results.Select((metrics, i) => (string[])
            [
                models[i].Name,
                Figures.Share(metrics.Accuracy, metrics.AccuracyStandardError),
                .. Only(isRelabeled, Figures.Share(metrics.Relabeled?.Accuracy ?? 0)),
                $"{metrics.Loss:0.0000}",
                Figures.Share(metrics.Ece),
                .. Only(isCorrupted, Figures.Share(metrics.Robustness?.MeanError ?? 0)),
                $"{metrics.Parameters:N0}",
                $"{metrics.ImagesPerSecond:N0}",
            ]),
        ]);
        string pairs = TextTable.Format(
        [
            ["Right in one model only", "the first", "the second", "McNemar's p"],
            .. comparisons.Select(pair => (string[])
            [
                $"{pair.First} – {pair.Second}",
                $"{pair.OnlyFirst:N0}",
                $"{pair.OnlySecond:N0}",
                pair.PValue < 0.0001 ? "< 0.0001" : $"{pair.PValue:0.0000}",
            ]),
        ]);
        return $"{results[0].Dataset}{part}, {results[0].Images:N0} images; accuracy ± standard error\n\n{table}\n{pairs}".ReplaceLineEndings();

        static string[] Only(bool isThere, string cell) => isThere ? [cell] : [];
    }

    private static string Relabelled(EvaluationResult metrics) => metrics.Relabeled is { } corrected
        ? $"\n{"Accuracy, relabelled",-24}{Figures.Share(corrected.Accuracy)} ({corrected.Correct:N0} of {corrected.Images:N0}, known label errors corrected)"
        : "";

    /// <summary>R² where the classes are numbers, as it measures how far off the number was.</summary>
    private static string R2(EvaluationResult metrics)
    {
        if (!metrics.ClassesAreNumbers)
            return "";
        string r2 = metrics.R2 is { } value ? value.ToString("0.0000", CultureInfo.InvariantCulture) : "– (needs two images)";
        return $"\n{"R²",-24}{r2}";
    }

    private static string Corruptions(Robustness? robustness) => robustness is null ? "" : "\nCorrupted images\n\n" + TextTable.Format(
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
        return $"Confusion: each row is {(metrics.ClassesAreNumbers ? "a digit" : "a class")}, each column what it was read as\n\n{TextTable.Format(rows)}";
    }

    private static string MostConfused(EvaluationResult metrics)
    {
        int classes = metrics.Confusion.Classes;
        (string Truth, string Read, long Count)[] most =
        [
            .. (from truth in Enumerable.Range(0, classes)
                from read in Enumerable.Range(0, classes)
                where truth != read && metrics.Confusion[truth, read] > 0
                orderby metrics.Confusion[truth, read] descending
                select (metrics.PerClass[truth].Label, metrics.PerClass[read].Label, metrics.Confusion[truth, read])).Take(Listed),
        ];
        if (most.Length == 0)
            return "Nothing was confused.\n";

        string[][] rows = [["Class", "read as", "images"], .. most.Select(cell => new[] { cell.Truth, cell.Read, $"{cell.Count:N0}" })];
        return $"Most confused\n\n{TextTable.Format(rows)}";
    }
}
