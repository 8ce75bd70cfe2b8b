using System.Globalization;
using System.Text;
using Digits.Engine;

namespace Digits.Evaluation;

/// <summary>
/// Which labels of a set may be wrong. The predictions have to come from networks that were not trained on the image they judge, as in confident
/// learning (Northcutt, Jiang and Chuang, "Confident Learning: Estimating Uncertainty in Dataset Labels", 2021): a network trained on an image has
/// learned its wrong label.
/// </summary>
/// <remarks>
/// The ranking is by the margin of the logits (Pleiss, Zhang, Elenberg and Weinberger, "Identifying Mislabeled Data using the Area Under the Margin
/// Ranking", 2020), with the sign that makes the most suspicious the largest. Unlike a difference of probabilities it still tells apart images that the
/// network is almost certain of.
/// </remarks>
/// <param name="Images">Number of images looked at.</param>
/// <param name="Suspects">Those whose label is not the likeliest class, the largest margin first.</param>
public sealed record LabelAudit(int Images, IReadOnlyList<LabelSuspect> Suspects)
{
    /// <summary>The share of labels that the network agrees with, 0 to 1.</summary>
    public double Agreement => (double)(Images - Suspects.Count) / Images;

    /// <summary>Ranks the images whose label the predictions contradict.</summary>
    /// <param name="predictions">Predictions by networks that were not trained on the image they judge, as <c>CrossValidation.Predict</c> gives them.</param>
    public static LabelAudit Of(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        int classes = predictions.LabelNames.Count;
        LabelSuspect[] suspects = [.. Enumerable.Range(0, predictions.Set.Count).Where(i => !predictions.IsCorrect(i)).Select(Suspect)];
        return new LabelAudit(predictions.Set.Count, [.. suspects.OrderByDescending(suspect => suspect.Margin)]);

        LabelSuspect Suspect(int i)
        {
            (byte label, byte predicted) = (predictions.Set.Labels[i], predictions.Predicted[i]);
            double margin = (double)predictions.Logits[(i * classes) + predicted] - predictions.Logits[(i * classes) + label];
            return new LabelSuspect(i, label, predicted, Math.Exp(-predictions.Loss[i]), predictions.Confidence[i], margin);
        }
    }

    /// <summary>Writes the suspects as CSV, whole or not at all: <c>index,label,predicted,label_probability,predicted_probability,margin</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labelNames">The names of the classes, <c>[K]</c>; null for 0, 1, 2…</param>
    /// <exception cref="DigitsException">The file cannot be written.</exception>
    public void SaveCsv(string path, IReadOnlyList<string>? labelNames = null)
    {
        StringBuilder text = new("index,label,predicted,label_probability,predicted_probability,margin\n");
        foreach (LabelSuspect suspect in Suspects)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{suspect.Index},{Name(suspect.Label)},{Name(suspect.Predicted)},"
                + $"{suspect.LabelProbability:G6},{suspect.PredictedProbability:G6},{suspect.Margin:G6}\n");
        }

        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));

        string Name(int label) => labelNames?[label] ?? label.ToString(CultureInfo.InvariantCulture);
    }
}
