using System.Globalization;
using Digits.Evaluation;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <content>The sections, in the order of the page.</content>
public sealed partial class HtmlReport
{
    private static readonly CultureInfo _culture = CultureInfo.InvariantCulture;

    private void Header()
    {
        long wrong = _metrics.Images - _metrics.Confusion.Correct;
        string accuracy = ReportNumber.Share("accuracy", _metrics.Accuracy);
        string error = ReportNumber.Share("accuracy_standard_error", _metrics.AccuracyStandardError);
        Writer.Open("header").Element("h1", Title)
            .Holding("p", $"{accuracy} <small>± {error} accuracy</small>", ("class", "headline"))
            .Holding(
                "p",
                $"{wrong.ToString("#,0", _culture)} of {ReportNumber.Count("images", _metrics.Images)} images were misread. "
                + "± is the standard error: how much the accuracy would vary on other images of the same kind.");
        if (_content.Warning is { } warning)
            Writer.Element("p", warning, ("class", "warning"));

        foreach (string remark in _metrics.Warnings)
            Writer.Element("p", remark, ("class", "warning"));

        Writer.Open("dl", ("class", "figures"));
        _page.Figure("Loss", ReportNumber.Decimal("loss", _metrics.Loss));
        _page.Figure("F1, macro", ReportNumber.Decimal("macro.f1", _metrics.Macro.F1));
        _page.Figure("Cohen’s kappa", ReportNumber.Decimal("kappa", _metrics.Kappa));
        _page.Figure("ROC AUC, macro", ReportNumber.Decimal("roc_auc", _metrics.RocAuc, 5));
        _page.Figure("R²", ReportNumber.Decimal("r2", _metrics.R2));
        _page.Figure("Calibration error", ReportNumber.Share("ece", _metrics.Ece));
        _page.Figure("Parameters", ReportNumber.Count("parameters", _metrics.Parameters));
        _page.Figure("Images per second", ReportNumber.Count("images_per_second", (long)Math.Round(_metrics.ImagesPerSecond)));
        Writer.Close();
        if (_metrics.Relabeled is { } relabeled)
        {
            string share = ReportNumber.Share("relabelled.accuracy", relabeled.Accuracy);
            string images = ReportNumber.Count("relabelled.images", relabeled.Images);
            Writer.Holding(
                "p",
                $"With the known label errors of this set corrected: {share} of {images} images. The accuracy above is for the original labels.");
        }

        Writer.Open("nav", ("aria-label", "Sections")).Open("ul");
        foreach ((string id, string name) in Sections())
            Writer.Holding("li", $"<a href=\"#{id}\">{MarkupText.Escape(name)}</a>");

        Writer.Close().Close();
        _page.Show(Pictures.Predictions, "Randomly chosen images, with the predicted and the true class.");
        Writer.Close();
    }

    private IEnumerable<(string Id, string Name)> Sections()
    {
        yield return ("failures", "Where it fails");
        yield return ("confidence", "How confident it is");
        yield return ("classes", "Class by class");
        if (_metrics.Robustness is not null)
            yield return ("corruptions", "On corrupted images");
        if (Pictures.Filters is not null || Pictures.FeatureMaps is not null)
            yield return ("insides", "What it looks for");
        if (_content.History.Count > 0)
            yield return ("training", "How it was trained");
        yield return ("layers", "The network");
        yield return ("reproduce", "How to reproduce it");
    }

    private void Failures()
    {
        _page.Section("failures", "Where it fails");
        _page.Pair(
            (Pictures.Confusion, "Each row is a true class, each column what it was read as."),
            (Pictures.ConfusionNormalized, "The same as shares of each true class."));
        _page.Show(Pictures.ConfusedPairs, "The most confused pairs, with examples.");
        _page.Show(Pictures.Misclassified, "Misread images, the worst (largest loss) first, with the three most likely classes.");
        _page.Show(Pictures.Doubtful, "Read correctly, but with the least confidence.");
        _page.Show(Pictures.Saliency, "What misled the model: how its answer changes when a small patch of the image is covered.");
        Writer.Close();
    }

    private void Confidence()
    {
        _page.Section("confidence", "How confident it is");
        _page.Pair(
            (
                Pictures.Reliability,
                "Of the images that it reads with a confidence of 90 %, a well-calibrated model gets 90 % right. The calibration error is the mean gap."
            ),
            (Pictures.Rejection, "If the least confident readings go to a person, how many of the rest are wrong?"));
        _page.Table(
            "Accuracy on the rest",
            ["Given to a person", "Accuracy on the rest", "Lowest confidence"],
            _metrics.Rejection.Select((point, i) => (string[])[
                ReportNumber.Share($"rejection[{i}].rejected", point.Rejected, 1),
                ReportNumber.Share($"rejection[{i}].accuracy", point.Accuracy, 3),
                ReportNumber.Decimal($"rejection[{i}].threshold", point.Threshold),
            ]));
        Writer.Close();
    }

    private void Classes()
    {
        _page.Section("classes", "Class by class");
        _page.Show(
            Pictures.Classes,
            "Precision: of the images read as this class, the share that are of it. Recall: of the images of this class, the share read as it. "
            + "F1 is their harmonic mean.");
        IEnumerable<string[]> rows = _metrics.PerClass.Select((c, i) => (string[])[
            MarkupText.Escape(c.Label),
            ReportNumber.Decimal($"per_class[{i}].precision", c.Precision),
            ReportNumber.Decimal($"per_class[{i}].recall", c.Recall),
            ReportNumber.Decimal($"per_class[{i}].f1", c.F1),
            ReportNumber.Decimal($"per_class[{i}].roc_auc", c.RocAuc, 6),
            ReportNumber.Decimal($"per_class[{i}].average_precision", c.AveragePrecision, 6),
            ReportNumber.Count($"per_class[{i}].support", c.Support),
        ]);
        string images = ReportNumber.Count("images", _metrics.Images);
        string auc = ReportNumber.Decimal("roc_auc", _metrics.RocAuc, 6);
        string precision = ReportNumber.Decimal("average_precision", _metrics.AveragePrecision, 6);
        rows = rows.Append(["Macro average", .. Averages("macro", _metrics.Macro), auc, precision, images]);
        rows = rows.Append(["Weighted average", .. Averages("weighted", _metrics.Weighted), "", "", images]);
        _page.Table("Metrics of every class", ["Class", "Precision", "Recall", "F1", "ROC AUC", "Average precision", "Images"], rows);
        _page.Pair(
            (Pictures.Roc, "Each class against the rest: the share of its images that are found, against the share of others mistaken for it."),
            (Pictures.PrecisionRecall, "Each class against the rest: precision, against the share of its images that are found."));
        Writer.Close();
    }

    private void Corruptions()
    {
        if (_metrics.Robustness is not { } robustness)
            return;

        _page.Section("corruptions", "On corrupted images");
        _page.Show(Pictures.Robustness, "The share misread when the same images are corrupted in the fifteen ways of MNIST-C.");
        _page.Table(
            "Error under each corruption",
            ["Corruption", "Error"],
            [
                .. robustness.Corruptions.Select((score, i) => (string[])[
                    MarkupText.Escape(score.Corruption.Replace('_', ' ')),
                    ReportNumber.Share($"robustness.corruptions[{i}].error", score.Error),
                ]),
                ["Mean of the corruptions", ReportNumber.Share("robustness.mean_error", robustness.MeanError)],
                ["None", ReportNumber.Share("robustness.clean_error", robustness.CleanError)],
            ]);
        Writer.Close();
    }

    private void Insides()
    {
        if (Pictures.Filters is null && Pictures.FeatureMaps is null)
            return;

        _page.Section("insides", "What it looks for");
        _page.Show(Pictures.Filters, "The filters of the first convolution.");
        _page.Show(Pictures.FeatureMaps, "What each layer makes of the first image of the set.");
        Writer.Close();
    }

    private void Training()
    {
        if (_content.History.Count == 0)
            return;

        _page.Section("training", "How it was trained");
        _page.Pair(
            (Pictures.Accuracy, "Accuracy by epoch; the model is that of the marked epoch."),
            (Pictures.Loss, "Loss by epoch."));
        _page.Show(Pictures.LearningRate, "The learning rate at the end of each epoch.");
        _page.Table(
            "The epochs",
            ["Epoch", "Seconds", "Training loss", "Training accuracy", "Validation loss", "Validation accuracy", "Learning rate"],
            _content.History.Select(epoch => (string[])[
                $"{epoch.Epoch}",
                Plain(epoch.Seconds, "F1"),
                Plain(epoch.TrainLoss, "F4"),
                Plain(epoch.TrainAccuracy, "F4"),
                Plain(epoch.ValidationLoss, "F4"),
                Plain(epoch.ValidationAccuracy, "F4"),
                Plain(epoch.LearningRate, "G4"),
            ]));
        if (_content.Configuration is { } configuration)
        {
            _page.Table(
                "Configuration",
                ["Option", "Value"],
                configuration.Options().Select(option => (string[])[MarkupText.Escape(option.Name), MarkupText.Escape(option.Value)]));
        }

        Writer.Close();
    }

    private void Layers()
    {
        _page.Section("layers", "The network");
        _page.Table(
            "Layers, shapes and sizes",
            ["Layer", "Type", "Output", "Parameters", "Multiply-adds"],
            _content.Model.Network.Nodes.Select(node => (string[])[
                MarkupText.Escape(node.Layer?.Name ?? "image"),
                node.Layer?.GetType().Name ?? "Input",
                node.Shape.ToString(),
                Plain(node.Layer?.Parameters.Sum(parameter => parameter.Count) ?? 0, "#,0"),
                Plain(node.MultiplyAdds, "#,0"),
            ]));
        Writer.Element("p", $"{Plain(_content.Model.Network.MultiplyAdds, "#,0")} multiply-adds per image.").Close();
    }

    private void Reproduction()
    {
        Writer.Open("footer").Element("h2", "How to reproduce it", ("id", "reproduce"));
        if (_content.Commands.Count > 0)
            Writer.Element("pre", string.Join('\n', _content.Commands), ("tabindex", "0"));

        Writer.Element(
            "p",
            "The same seed gives the same model, bit for bit, on any number of threads. "
            + "All figures are in metrics.json beside this page, the pictures in plots/.")
            .Close();
    }

    private static string[] Averages(string key, AveragedMetrics average) =>
    [
        ReportNumber.Decimal($"{key}.precision", average.Precision),
        ReportNumber.Decimal($"{key}.recall", average.Recall),
        ReportNumber.Decimal($"{key}.f1", average.F1),
    ];

    private static string Plain(double value, string format) => double.IsFinite(value) ? value.ToString(format, _culture) : "–";
}
