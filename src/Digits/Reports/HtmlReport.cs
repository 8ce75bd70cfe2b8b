using Digits.Engine;
using Digits.Evaluation;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>
/// A page that shows how good a model is, where it fails and how it was trained. It needs no network and no script, follows the reader's light or dark
/// color scheme, and prints on A4. Every figure on it is one of <c>metrics.json</c>.
/// </summary>
public sealed partial class HtmlReport
{
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

    /// <summary>The pictures on it, which are also written as files.</summary>
    public ReportPictures Pictures { get; }

    /// <summary>Makes a report.</summary>
    public static HtmlReport Create(ReportContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new HtmlReport(content, new ReportPictures(content));
    }

    /// <summary>Writes <c>report.html</c> and the pictures as <c>plots/*.svg</c>, each whole or not at all.</summary>
    /// <param name="folder">The folder; made where it is missing.</param>
    /// <exception cref="WorkFailedException">A file cannot be written.</exception>
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
}
