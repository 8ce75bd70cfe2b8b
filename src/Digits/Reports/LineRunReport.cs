using Digits.Reports.Drawing;
using Digits.Training;

namespace Digits.Reports;

/// <summary>The report of a training run on lines: curves and the lines that were misread.</summary>
public static class LineRunReport
{
    /// <summary>Writes <c>report.html</c> and its pictures; nothing where the run ended without a model.</summary>
    /// <param name="run">The run.</param>
    /// <param name="result">The result of <see cref="LineRun.Execute"/>.</param>
    /// <exception cref="Digits.Engine.WorkFailedException">A file cannot be written.</exception>
    public static void Save(LineRun run, LineRunResult result)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(result);
        if (result.Metrics is not { } metrics)
            return;

        SvgPicture loss = HistoryPlots.LineLoss(result.History), accuracy = HistoryPlots.LineAccuracy(result.History);
        SvgPicture errors = HistoryPlots.CharacterErrorRate(result.History);
        SvgPicture? misread = MisreadLinesGallery.Create(result);
        string html = Write(run, metrics, loss, accuracy, errors, misread);
        ReportFiles.Save(result.Folder, html, [loss, accuracy, errors, .. misread is null ? (SvgPicture[])[] : [misread]]);
    }

    private static string Write(LineRun run, LineMetrics metrics, SvgPicture loss, SvgPicture accuracy, SvgPicture errors, SvgPicture? misread)
    {
        HtmlPage page = new($"lines on {metrics.Dataset} – Digits report");
        string exact = ReportNumber.Share("exact", metrics.Exact), error = ReportNumber.Share("exact_standard_error", metrics.ExactStandardError);
        page.Writer.Open("header").Element("h1", $"A lines network on {metrics.Dataset}")
            .Holding("p", $"{exact} <small>± {error} of lines exactly right</small>", ("class", "headline"))
            .Holding("p", $"Measured on {ReportNumber.Count("lines", metrics.Lines)} lines that it was not trained on. Only digits count; signs are left out.")
            .Open("dl", ("class", "figures"));
        page.Figure("Digits wrong", ReportNumber.Share("character_error_rate", metrics.CharacterErrorRate));
        page.Figure("Calibration error", ReportNumber.Share("ece", metrics.Ece));
        if (metrics.DrawnExact is { } drawn)
            page.Figure("Drawn lines exactly right", ReportNumber.Share("drawn_exact", drawn));

        page.Figure("Parameters", ReportNumber.Count("parameters", metrics.Parameters));
        page.Writer.Close().Close().Open("main");
        page.Section("failures", "Where it fails");
        page.Show(misread, "Lines that were misread, those that the network was surest of first.");
        if (misread is null)
            page.Writer.Element("p", "Every line was read right.");

        page.Writer.Close();
        page.Section("training", "How it was trained");
        page.Pair((loss, "Loss of CTC, signs that are not digits included."), (accuracy, "Lines exactly right."));
        page.Show(errors, "Digits read wrong, left out or added.");
        page.Writer.Close();
        page.Section("reproduction", "How to reproduce it");
        page.Table("Options", ["Option", "Value"], run.Options().Select(option => (string[])[option.Name, MarkupText.Escape(option.Value)]));
        page.Writer.Element("pre", run.Configuration.ToCommand()).Close().Close();
        return page.End();
    }
}
