using Digits.Evaluation;
using Digits.Reading;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>The pictures of a report; null where there is nothing to show.</summary>
public sealed class ReportPictures
{
    internal ReportPictures(ReportContent content)
    {
        EvaluationResult metrics = content.Metrics;
        Predictions predictions = content.Predictions;
        IReadOnlyList<string> labels = predictions.LabelNames;

        Predictions = PredictionGrid.Create(predictions);
        Confusion = ConfusionPlot.Counts(metrics.Confusion, labels);
        ConfusionNormalized = ConfusionPlot.Normalized(metrics.Confusion, labels);
        ConfusedPairs = ConfusedPairsGallery.Create(predictions);
        Misclassified = MisclassifiedGallery.Create(predictions);
        Doubtful = DoubtfulGallery.Create(predictions);
        Saliency = SaliencyGallery.Create(predictions, new Classifier(content.Model, content.Threads));
        Reliability = ReliabilityPlot.Create(metrics.Reliability, metrics.Ece);
        Rejection = RejectionPlot.Create(metrics.Rejection);
        Classes = ClassMetricsPlot.Create(metrics.PerClass);
        Roc = RocPlot.Create(predictions);
        PrecisionRecall = PrecisionRecallPlot.Create(predictions);
        Robustness = metrics.Robustness is null ? null : RobustnessPlot.Create(metrics.Robustness);
        Filters = FilterGallery.Create(content.Model.Network);
        FeatureMaps = FeatureMapGallery.Create(content.Model, predictions.Set, index: 0);
        if (content.History.Count == 0)
            return;

        Accuracy = HistoryPlots.Accuracy(content.History, content.BestEpoch);
        Loss = HistoryPlots.Loss(content.History, content.BestEpoch);
        LearningRate = HistoryPlots.LearningRate(content.History);
    }

    /// <summary>Every picture there is, in the order of the page.</summary>
    public IEnumerable<SvgPicture> All =>
        new[]
        {
            Predictions, Confusion, ConfusionNormalized, ConfusedPairs, Misclassified, Doubtful, Saliency, Reliability, Rejection, Classes, Roc,
            PrecisionRecall, Robustness, Filters, FeatureMaps, Accuracy, Loss, LearningRate,
        }.OfType<SvgPicture>();

    /// <summary>Fifteen predictions.</summary>
    public SvgPicture Predictions { get; }

    /// <summary>The confusion matrix in counts.</summary>
    public SvgPicture Confusion { get; }

    /// <summary>The confusion matrix in shares of each true class.</summary>
    public SvgPicture ConfusionNormalized { get; }

    /// <summary>The most frequently confused pairs of classes.</summary>
    public SvgPicture? ConfusedPairs { get; }

    /// <summary>The misread images.</summary>
    public SvgPicture? Misclassified { get; }

    /// <summary>The least confident of the images read correctly.</summary>
    public SvgPicture? Doubtful { get; }

    /// <summary>The parts of the misread images that misled the network.</summary>
    public SvgPicture? Saliency { get; }

    /// <summary>Confidence against accuracy.</summary>
    public SvgPicture Reliability { get; }

    /// <summary>Error against the share of images set aside.</summary>
    public SvgPicture Rejection { get; }

    /// <summary>Precision, recall and F1 of each class.</summary>
    public SvgPicture Classes { get; }

    /// <summary>ROC curves.</summary>
    public SvgPicture Roc { get; }

    /// <summary>Precision-recall curves.</summary>
    public SvgPicture PrecisionRecall { get; }

    /// <summary>The error under each corruption.</summary>
    public SvgPicture? Robustness { get; }

    /// <summary>The first convolution's filters.</summary>
    public SvgPicture? Filters { get; }

    /// <summary>The feature maps of one image.</summary>
    public SvgPicture? FeatureMaps { get; }

    /// <summary>Accuracy over the epochs.</summary>
    public SvgPicture? Accuracy { get; }

    /// <summary>Loss over the epochs.</summary>
    public SvgPicture? Loss { get; }

    /// <summary>Learning rate over the epochs.</summary>
    public SvgPicture? LearningRate { get; }
}
