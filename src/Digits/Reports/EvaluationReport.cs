using Digits.Engine;
using Digits.Evaluation;

namespace Digits.Reports;

/// <summary>Everything about one evaluated model, as files in a folder.</summary>
public static class EvaluationReport
{
    /// <summary>Writes <c>metrics.json</c>, <c>predictions.csv</c>, <c>report.html</c> and <c>plots/*.svg</c>, each whole or not at all.</summary>
    /// <param name="folder">The folder; made where it is missing.</param>
    /// <param name="evaluation">The evaluated model.</param>
    /// <param name="command">The command that gives the same figures again; null for none.</param>
    /// <param name="warning">What a reader has to know first, such as that the model was trained on these images; null for nothing.</param>
    /// <exception cref="WorkFailedException">A file cannot be written.</exception>
    public static void Save(string folder, ModelEvaluation evaluation, string? command = null, string? warning = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(evaluation);
        evaluation.Metrics.Save(Path.Combine(folder, "metrics.json"));
        evaluation.Predictions.SaveCsv(Path.Combine(folder, "predictions.csv"));
        HtmlReport.Create(new ReportContent
        {
            ModelName = evaluation.Name,
            Model = evaluation.Classifier.Model,
            Predictions = evaluation.Predictions,
            Metrics = evaluation.Metrics,
            Commands = command is null ? [] : [command],
            Warning = warning,
            Threads = evaluation.Classifier.Threads,
        }).Save(folder);
    }
}
