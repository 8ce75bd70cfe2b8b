using System.Globalization;
using System.Text;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>A page that compares several models on the same images.</summary>
public static class ComparisonReport
{
    /// <summary>One of the models.</summary>
    /// <param name="Model">Its name.</param>
    /// <param name="Link">Where its own report is, from this page.</param>
    /// <param name="Metrics">How good it is.</param>
    public sealed record Entry(string Model, string Link, EvaluationResult Metrics);

    /// <summary>Writes the page, whole or not at all.</summary>
    /// <param name="path">The HTML file.</param>
    /// <param name="models">The models, at least one.</param>
    /// <param name="comparisons">What <see cref="ModelComparison.OfPairs"/> says of them.</param>
    /// <exception cref="DigitsException">The file cannot be written.</exception>
    public static void Save(string path, IReadOnlyList<Entry> models, IReadOnlyList<ModelComparison> comparisons)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(comparisons);
        string page = Write(models, comparisons);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(page)));
    }

    private static string Write(IReadOnlyList<Entry> models, IReadOnlyList<ModelComparison> comparisons)
    {
        EvaluationResult first = models[0].Metrics;
        HtmlPage page = new($"{models.Count} models on {first.Dataset} – Digits report");
        string images = first.Images.ToString("#,0", CultureInfo.InvariantCulture);
        page.Writer.Open("main").Element("h1", $"{models.Count} models on {first.Dataset}, {images} images");
        bool corrupted = first.Robustness is not null;
        bool relabeled = first.Relabeled is not null;
        page.Table(
            "Side by side",
            [
                "Model",
                "Accuracy",
                "Standard error",
                .. Only(relabeled, "With label errors corrected"),
                "Loss",
                "F1, macro",
                "ROC AUC",
                "Calibration error",
                .. Only(corrupted, "Error on corrupted images"),
                "Parameters",
                "Images per second",
            ],
            models.Select(model => (string[])[
                Link(model),
                ReportNumber.Share("accuracy", model.Metrics.Accuracy),
                ReportNumber.Share("accuracy_standard_error", model.Metrics.AccuracyStandardError),
                .. Only(relabeled, ReportNumber.Share("relabelled.accuracy", model.Metrics.Relabeled?.Accuracy ?? 0)),
                ReportNumber.Decimal("loss", model.Metrics.Loss),
                ReportNumber.Decimal("macro.f1", model.Metrics.Macro.F1),
                ReportNumber.Decimal("roc_auc", model.Metrics.RocAuc, 6),
                ReportNumber.Share("ece", model.Metrics.Ece),
                .. Only(corrupted, ReportNumber.Share("robustness.mean_error", model.Metrics.Robustness?.MeanError ?? 0)),
                ReportNumber.Count("parameters", model.Metrics.Parameters),
                ReportNumber.Count("images_per_second", (long)Math.Round(model.Metrics.ImagesPerSecond)),
            ]),
            level: "h2");
        page.Table(
            "Is one model better?",
            ["Pair", "Only the first is right", "Only the second is right", "McNemar’s p"],
            comparisons.Select((pair, i) => (string[])[
                $"{MarkupText.Escape(pair.First)} – {MarkupText.Escape(pair.Second)}",
                ReportNumber.Count($"comparisons[{i}].only_first", pair.OnlyFirst),
                ReportNumber.Count($"comparisons[{i}].only_second", pair.OnlySecond),
                ReportNumber.Probability($"comparisons[{i}].p_value", pair.PValue),
            ]),
            level: "h2");
        page.Writer.Element(
            "p",
            "McNemar’s test looks only at the images that one of two models reads right and the other wrong. p is the probability of a split "
            + "at least as uneven if both are equally good; a difference is usually called significant when p is below 0.05.")
            .Close();
        return page.End();
    }

    private static string Link(Entry model)
    {
        string address = Uri.EscapeDataString(model.Link).Replace("%2F", "/", StringComparison.Ordinal);
        return $"<a href=\"{MarkupText.Escape(address)}\">{MarkupText.Escape(model.Model)}</a>";
    }

    private static string[] Only(bool isThere, string cell) => isThere ? [cell] : [];
}
