using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Digits.Data;
using Digits.Engine;

namespace Digits.Evaluation;

/// <summary>How good a model is on a labeled set: what <c>metrics.json</c> and <c>evaluate --json</c> hold.</summary>
public sealed record EvaluationResult
{
    /// <summary>The set that was evaluated, e.g. <c>mnist</c>.</summary>
    public required string Dataset { get; init; }

    /// <summary>Number of images evaluated.</summary>
    public long Images => Confusion.Total;

    /// <summary>The share of images read right, 0 to 1.</summary>
    public double Accuracy => Confusion.Accuracy;

    /// <summary>The standard error of <see cref="Accuracy"/>: sqrt(p (1 - p) / n).</summary>
    public double AccuracyStandardError => Confusion.AccuracyStandardError;

    /// <summary>The mean of the loss that the network was trained with, in nats; the same as <see cref="Nll"/> unless that smooths labels.</summary>
    public required double Loss { get; init; }

    /// <summary>R² of the predicted digits as numbers, 1 - sum (truth - predicted)² / sum (truth - mean truth)²; null for a single image.</summary>
    public required double? R2 { get; init; }

    /// <summary>Precision, recall and F1 as the plain mean over the classes that occur among labels or predictions.</summary>
    public required AveragedMetrics Macro { get; init; }

    /// <summary>Precision, recall and F1 as the mean over the classes, each weighted by its support.</summary>
    public required AveragedMetrics Weighted { get; init; }

    /// <summary>The metrics of every class, <c>[K]</c>, also of those that do not occur.</summary>
    public required IReadOnlyList<ClassMetrics> PerClass { get; init; }

    /// <summary>Counts <c>[K, K]</c>, rows the truth, columns the prediction.</summary>
    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>Expected calibration error over 15 bins, 0 to 1 (Guo et al., "On Calibration of Modern Neural Networks", 2017).</summary>
    public required double Ece { get; init; }

    /// <summary>Negative log-likelihood: the mean over the images of -ln(probability of the true class), in nats.</summary>
    public required double Nll { get; init; }

    /// <summary>The number of the model's trained parameters.</summary>
    public required long Parameters { get; init; }

    /// <summary>How long the model took, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Images per second; 0 where the time was too short to measure.</summary>
    public double ImagesPerSecond => Seconds > 0 ? Images / Seconds : 0;

    /// <summary>Cohen's kappa: agreement beyond chance, 1 for perfect; null where chance alone would always agree.</summary>
    public required double? Kappa { get; init; }

    /// <summary>The mean of the classes' areas under the ROC curve, over those that have one; null where none has.</summary>
    public required double? RocAuc { get; init; }

    /// <summary>The mean of the classes' average precisions, over those that have one; null where none has.</summary>
    public required double? AveragePrecision { get; init; }

    /// <summary>What <see cref="Ece"/> is made of: 15 bins of confidence.</summary>
    public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }

    /// <summary>Accuracy on the rest when the least confident predictions are set aside.</summary>
    public required IReadOnlyList<RejectionPoint> Rejection { get; init; }

    /// <summary>What a reader of the metrics has to know, a sentence each; empty for nothing.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>How good the model is on corrupted images; null where that was not measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Robustness? Robustness { get; init; }

    /// <summary>The accuracy against corrected labels; null where that was not measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyName("relabelled")]
    public RelabeledAccuracy? Relabeled { get; init; }

    /// <summary>Whether the classes are called 0, 1, 2…, so that a wrong prediction can be near or far: <see cref="R2"/>.</summary>
    [JsonIgnore]
    public bool ClassesAreNumbers => ClassNames.AreNumbers([.. PerClass.Select(c => c.Label)]);

    /// <summary>Computes every metric, in double precision.</summary>
    /// <param name="predictions">What a model predicted for a labeled set.</param>
    public static EvaluationResult Of(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ReadOnlySpan<byte> truth = predictions.Set.Labels;
        IReadOnlyList<string> labels = predictions.LabelNames;
        ConfusionMatrix confusion = ConfusionMatrix.Count(truth, predictions.Predicted, labels.Count);
        IReadOnlyList<ClassCurves> curves = predictions.Curves;
        ClassMetrics[] perClass = [.. labels.Select((label, c) => ClassMetrics.From(confusion, curves[c], c, label))];
        ReliabilityBin[] bins = CalibrationError.BinsOf(predictions);
        return new EvaluationResult
        {
            Dataset = predictions.Set.Name,
            Loss = predictions.MeanLoss,
            R2 = truth.Length < 2 ? null : Evaluation.R2.Score(confusion),
            Kappa = CohenKappa.Of(confusion),
            RocAuc = perClass.Average(c => c.RocAuc),
            AveragePrecision = perClass.Average(c => c.AveragePrecision),
            Macro = AveragedMetrics.Macro(confusion, perClass),
            Weighted = AveragedMetrics.Weighted(confusion, perClass),
            PerClass = perClass,
            Confusion = confusion,
            Ece = CalibrationError.Of(bins),
            Reliability = bins,
            Rejection = RejectionPoint.Of(predictions),
            Warnings = EvaluationWarnings.Of(confusion, labels),
            Nll = predictions.MeanLoss,
            Parameters = predictions.Parameters,
            Seconds = predictions.Elapsed.TotalSeconds,
        };
    }

    /// <summary>The result as an indented JSON document with snake_case keys.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EvaluationJson.Default.EvaluationResult);

    /// <summary>Writes <see cref="ToJson"/> to a file, which is there whole or not at all.</summary>
    /// <exception cref="DigitsException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream =>
    {
        stream.Write(Encoding.UTF8.GetBytes(ToJson()));
        stream.WriteByte((byte)'\n');
    });

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="DigitsException">The text is not such a document.</exception>
    public static EvaluationResult FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, EvaluationJson.Default.EvaluationResult)
                ?? throw new InvalidInputException("The metrics are an empty document (null); evaluate the model again.");
        }
        catch (JsonException error)
        {
            throw new InvalidInputException($"The metrics cannot be read: {error.Message} Evaluate the model again.", error);
        }
    }
}
