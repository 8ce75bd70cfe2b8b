using System.Globalization;
using CsvHelper;
using Digits.Engine;

namespace Digits.Evaluation;

/// <summary>Every prediction as a row of <c>predictions.csv</c>: what all figures and plots are made from, for a spreadsheet or another program.</summary>
public static class PredictionTable
{
    /// <summary>Writes <c>index,truth,predicted,confidence,loss</c> and a column of probabilities for each class; whole or not at all.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="truth">The true class of each image, <c>[N]</c>.</param>
    /// <param name="logits">The network's output before softmax, <c>[N, classes]</c>, row by row.</param>
    /// <param name="labels">The names of the classes, <c>[classes]</c>.</param>
    /// <exception cref="DigitsException">The sizes do not fit, an output is not finite, or the file cannot be written.</exception>
    public static void Save(string path, ReadOnlySpan<byte> truth, ReadOnlySpan<float> logits, IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        Scores scores = Scores.Of(truth, logits, labels.Count);
        byte[] classes = truth.ToArray();
        AtomicFile.Write(path, stream =>
        {
            using CsvWriter csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
            Row(csv, ["index", "truth", "predicted", "confidence", "loss", .. labels.Select(label => $"p_{label}")]);
            for (int i = 0; i < classes.Length; i++)
            {
                int image = i;
                Row(
                    csv,
                    [
                        Number(i), labels[classes[i]], labels[scores.Predicted[i]], Number(scores.Confidence[i], "G9"), Number(scores.Loss[i], "G9"),
                        .. labels.Select((_, c) => Number(Math.Exp(scores.LogProbability(image, c)), "G6")),
                    ]);
            }
        });
    }

    private static void Row(CsvWriter csv, ReadOnlySpan<string> fields)
    {
        foreach (string field in fields)
            csv.WriteField(field);

        csv.EndRecord();
    }

    private static string Number(double value, string? format = null) => value.ToString(format, CultureInfo.InvariantCulture);
}
