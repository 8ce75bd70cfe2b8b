using Digits.Engine;
using Digits.Evaluation;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>How well a reader reads a folder of strings, as files in a folder.</summary>
public static class StringReport
{
    /// <summary>Writes <c>metrics.json</c>, <c>predictions.csv</c>, <c>report.html</c> and <c>plots/*.svg</c>, each whole or not at all.</summary>
    /// <param name="folder">The folder; made where it is missing.</param>
    /// <param name="name">What the reader is called.</param>
    /// <param name="evaluation">What it read.</param>
    /// <param name="command">The command that gives the same figures again; null for none.</param>
    /// <exception cref="WorkFailedException">A file cannot be written.</exception>
    public static void Save(string folder, string name, StringEvaluation evaluation, string? command = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(evaluation);
        evaluation.Metrics.Save(Path.Combine(folder, "metrics.json"));
        evaluation.SaveCsv(Path.Combine(folder, "predictions.csv"));
        StringReportPage page = new(name, evaluation, command);
        ReportFiles.Save(folder, page.Html, page.Pictures);
    }
}
