using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Reports;

namespace Digits.Cli;

/// <summary>A model that has been evaluated.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Model">The model.</param>
/// <param name="Evaluator">Runs it.</param>
/// <param name="Logits">Its logits for all images, <c>[N, classes]</c>.</param>
/// <param name="Metrics">How good it is.</param>
internal sealed record EvaluatedModel(string Path, OnnxModel Model, Evaluator Evaluator, float[] Logits, EvaluationResult Metrics)
{
    /// <summary>The predicted class of each image, <c>[N]</c>.</summary>
    internal byte[] Predicted { get; } = Evaluator.Classes(Logits, Metrics.PerClass.Count);

    internal static EvaluatedModel Of(string path, OnnxModel model, DigitSet set, int threads, bool relabelled, int shifts)
    {
        Evaluator evaluator = new(model, threads) { Shifts = shifts };
        EvaluationResult metrics = evaluator.Evaluate(set, out float[] logits);
        EvaluatedModel evaluated = new(path, model, evaluator, logits, metrics);
        return relabelled ? evaluated with { Metrics = metrics with { Relabelled = Relabelled.Measure(set, evaluated.Predicted) } } : evaluated;
    }

    /// <summary>With how the model does on corrupted images.</summary>
    internal EvaluatedModel WithCorruptions(DigitSet set) => this with { Metrics = Metrics with { Robustness = Robustness.Measure(Evaluator, set) } };

    /// <summary>Writes everything there is to say about it into a folder.</summary>
    internal void Save(string folder, DigitSet set, bool isTrain, string command, int threads)
    {
        Metrics.Save(System.IO.Path.Combine(folder, "metrics.json"));
        PredictionTable.Save(System.IO.Path.Combine(folder, "predictions.csv"), set.Labels, Logits, [.. Metrics.PerClass.Select(c => c.Label)]);
        HtmlReport.Create(new ReportContent
        {
            ModelName = Path,
            Model = Model,
            Set = set,
            Logits = Logits,
            Metrics = Metrics,
            Commands = [command],
            Warning = isTrain ? "These are the training images: of a model that was trained on them the figures are too good." : null,
            Threads = threads,
        }).Save(folder);
    }
}
