using System.Globalization;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>
/// One page that tells a stranger how good a model is, where it fails and how it came about. It needs no network and no script, follows the reader's light or dark colours,
/// and prints on A4. Every figure on it is one of <c>metrics.json</c>.
/// </summary>
public sealed class HtmlReport
{
    private static readonly CultureInfo _culture = CultureInfo.InvariantCulture;
    private readonly ReportContent _content;
    private readonly EvaluationResult _metrics;
    private readonly HtmlPage _page;

    private HtmlReport(ReportContent content, ReportPictures pictures)
    {
        (_content, _metrics, Pictures) = (content, content.Metrics, pictures);
        _page = new HtmlPage($"{Title} – Digits report");
        Write();
        Html = _page.End();
    }

    /// <summary>The page.</summary>
    public string Html { get; }

    /// <summary>The pictures on it, to be kept as files of their own.</summary>
    public ReportPictures Pictures { get; }

    /// <summary>Makes a report.</summary>
    public static HtmlReport Create(ReportContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new HtmlReport(content, new ReportPictures(content));
    }

    /// <summary>Writes <c>report.html</c> and the pictures as <c>plots/*.svg</c>, each whole or not at all.</summary>
    /// <param name="folder">Where to.</param>
    /// <exception cref="DigitsException">A file cannot be written.</exception>
    public void Save(string folder) => ReportFiles.Save(folder, Html, Pictures.All);

    private string Title => $"{_content.ModelName} on {_metrics.Dataset}";

    private HtmlWriter Writer => _page.Writer;

    private void Write()
    {
        Header();
        Writer.Open("main");
        Failures();
        Confidence();
        Classes();
        Corruptions();
        Insides();
        Training();
        Layers();
        Writer.Close();
        Reproduction();
    }

    private void Header()
    {
        long wrong = _metrics.Images - _metrics.Confusion.Correct;
        Writer.Open("header").Element("h1", Title)
            .Holding("p", $"{ReportNumber.Share("accuracy", _metrics.Accuracy)} <small>± {ReportNumber.Share("accuracy_standard_error", _metrics.AccuracyStandardError)} accuracy</small>", ("class", "headline"))
            .Holding("p", $"{wrong.ToString("#,0", _culture)} of {ReportNumber.Count("images", _metrics.Images)} images were misread. ± is the standard error: how much the figure would vary on other images of the same kind.");
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
        _page.Figure("Images a second", ReportNumber.Count("images_per_second", (long)Math.Round(_metrics.ImagesPerSecond)));
        Writer.Close();
        if (_metrics.Relabelled is { } relabelled)
        {
            Writer.Holding("p", $"With the known label errors of this set corrected: {ReportNumber.Share("relabelled.accuracy", relabelled.Accuracy)} of {ReportNumber.Count("relabelled.images", relabelled.Images)} images. The figure above is on the labels as published.");
        }

        Writer.Open("nav", ("aria-label", "Sections")).Open("ul");
        foreach ((string id, string name) in Sections())
            Writer.Holding("li", $"<a href=\"#{id}\">{MarkupText.Escape(name)}</a>");

        Writer.Close().Close();
        _page.Show(Pictures.Predictions, "Images picked by lot, with what the model read and what it is.");
        Writer.Close();
    }

    private IEnumerable<(string Id, string Name)> Sections()
    {
        yield return ("failures", "Where it fails");
        yield return ("confidence", "How sure it is");
        yield return ("classes", "Class by class");
        if (_metrics.Robustness is not null)
            yield return ("corruptions", "On corrupted images");
        if (Pictures.Filters is not null || Pictures.FeatureMaps is not null)
            yield return ("insides", "What it looks for");
        if (_content.History.Count > 0)
            yield return ("training", "How it was trained");
        yield return ("layers", "The network");
        yield return ("reproduce", "How to get the same");
    }

    private void Failures()
    {
        _page.Section("failures", "Where it fails");
        _page.Pair(
            (Pictures.Confusion, "Each row is a true class, each column what it was read as."),
            (Pictures.ConfusionNormalised, "The same as shares of each true class."));
        _page.Show(Pictures.ConfusedPairs, "The most confused pairs, with examples.");
        _page.Show(Pictures.Misclassified, "Misread images, the worst (largest loss) first, with the three likeliest classes.");
        _page.Show(Pictures.Doubtful, "Read right, but with the least confidence.");
        _page.Show(Pictures.Saliency, "Where the misread digits misled the model: what happens to its answer when a small patch is covered.");
        Writer.Close();
    }

    private void Confidence()
    {
        _page.Section("confidence", "How sure it is");
        _page.Pair(
            (Pictures.Reliability, "Of the images read with a confidence of 90 %, an honest model gets 90 % right. The calibration error is the mean gap."),
            (Pictures.Rejection, "If the least confident readings go to a person, how many of the rest are wrong?"));
        _page.Table(
            "Accuracy on what is kept",
            ["Given to a person", "Accuracy on the rest", "Confidence from"],
            _metrics.Rejection.Select((point, i) => (string[])[
                ReportNumber.Share($"rejection[{i}].rejected", point.Rejected, 1), ReportNumber.Share($"rejection[{i}].accuracy", point.Accuracy, 3), ReportNumber.Decimal($"rejection[{i}].threshold", point.Threshold),
            ]));
        Writer.Close();
    }

    private void Classes()
    {
        _page.Section("classes", "Class by class");
        _page.Show(Pictures.Classes, "Precision: of what was read as this class, how much is. Recall: of what is this class, how much was read so. F1 is their harmonic mean.");
        IEnumerable<string[]> rows = _metrics.PerClass.Select((c, i) => (string[])[
            MarkupText.Escape(c.Label),
            ReportNumber.Decimal($"per_class[{i}].precision", c.Precision), ReportNumber.Decimal($"per_class[{i}].recall", c.Recall), ReportNumber.Decimal($"per_class[{i}].f1", c.F1),
            ReportNumber.Decimal($"per_class[{i}].roc_auc", c.RocAuc, 6), ReportNumber.Decimal($"per_class[{i}].average_precision", c.AveragePrecision, 6),
            ReportNumber.Count($"per_class[{i}].support", c.Support),
        ]);
        string images = ReportNumber.Count("images", _metrics.Images);
        rows = rows.Append(["Macro average", .. Averages("macro", _metrics.Macro), ReportNumber.Decimal("roc_auc", _metrics.RocAuc, 6), ReportNumber.Decimal("average_precision", _metrics.AveragePrecision, 6), images]);
        rows = rows.Append(["Weighted average", .. Averages("weighted", _metrics.Weighted), "", "", images]);
        _page.Table("Metrics of every class", ["Class", "Precision", "Recall", "F1", "ROC AUC", "Average precision", "Images"], rows);
        _page.Pair(
            (Pictures.Roc, "One class against the rest: the share of its images found against the share of others taken for it."),
            (Pictures.PrecisionRecall, "One class against the rest: how clean the catch is as more of the class is caught."));
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
                .. robustness.Corruptions.Select((score, i) => (string[])[MarkupText.Escape(score.Corruption.Replace('_', ' ')), ReportNumber.Share($"robustness.corruptions[{i}].error", score.Error)]),
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
        _page.Show(Pictures.FeatureMaps, "What the first image of the set becomes on its way through the network.");
        Writer.Close();
    }

    private void Training()
    {
        if (_content.History.Count == 0)
            return;

        _page.Section("training", "How it was trained");
        _page.Pair((Pictures.Accuracy, "Accuracy over the epochs; the model is that of the marked one."), (Pictures.Loss, "Loss over the epochs."));
        _page.Show(Pictures.LearningRate, "The learning rate at each epoch's end.");
        _page.Table(
            "The epochs",
            ["Epoch", "Seconds", "Training loss", "Training accuracy", "Validation loss", "Validation accuracy", "Learning rate"],
            _content.History.Select(epoch => (string[])[
                $"{epoch.Epoch}", Plain(epoch.Seconds, "F1"), Plain(epoch.TrainLoss, "F4"), Plain(epoch.TrainAccuracy, "F4"), Plain(epoch.ValidationLoss, "F4"), Plain(epoch.ValidationAccuracy, "F4"), Plain(epoch.LearningRate, "G4"),
            ]));
        if (_content.Configuration is { } configuration)
            _page.Table("Configuration", ["Option", "Value"], configuration.Options().Select(option => (string[])[MarkupText.Escape(option.Name), MarkupText.Escape(option.Value)]));

        Writer.Close();
    }

    private void Layers()
    {
        _page.Section("layers", "The network");
        _page.Table(
            "Layers, shapes and sizes",
            ["Layer", "Type", "Output", "Parameters", "Multiply-adds"],
            _content.Model.Network.Nodes.Select(node => (string[])[
                MarkupText.Escape(node.Layer?.Name ?? "image"), node.Layer?.GetType().Name ?? "Input", node.Shape.ToString(),
                Plain(node.Layer?.Parameters.Sum(parameter => parameter.Count) ?? 0, "#,0"), Plain(node.MultiplyAdds, "#,0"),
            ]));
        Writer.Element("p", $"{Plain(_content.Model.Network.MultiplyAdds, "#,0")} multiply-adds an image.").Close();
    }

    private void Reproduction()
    {
        Writer.Open("footer").Element("h2", "How to get the same", ("id", "reproduce"));
        if (_content.Commands.Count > 0)
            Writer.Element("pre", string.Join('\n', _content.Commands), ("tabindex", "0"));

        string source = _content.Model.Metadata.GetValueOrDefault(OnnxMetadata.CreatedBy) is { } program ? $" The model was made by {program}." : "";
        Writer.Element("p", $"The same seed gives the same model, bit for bit, on any number of threads.{source} All figures are in metrics.json beside this page, the pictures in plots/.").Close();
    }

    private static string[] Averages(string key, AveragedMetrics average) =>
        [ReportNumber.Decimal($"{key}.precision", average.Precision), ReportNumber.Decimal($"{key}.recall", average.Recall), ReportNumber.Decimal($"{key}.f1", average.F1)];

    private static string Plain(double value, string format) => double.IsFinite(value) ? value.ToString(format, _culture) : "–";
}
