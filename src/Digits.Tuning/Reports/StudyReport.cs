using Digits.Engine;
using Digits.Reports.Drawing;

namespace Digits.Tuning.Reports;

/// <summary>
/// One page that tells how a search went: what is best, which parameters matter, what was given up and what failed. It needs no network and no script, and
/// follows the reader's light or dark colours.
/// </summary>
public sealed class StudyReport
{
    private readonly StudyPictures _pictures;

    private StudyReport(StudyView study)
    {
        _pictures = new StudyPictures(study);
        Html = new StudyPage(study, _pictures).Write();
    }

    /// <summary>The page.</summary>
    public string Html { get; }

    /// <summary>The pictures on it, to be kept as files of their own.</summary>
    public IEnumerable<SvgPicture> Pictures => _pictures.All;

    /// <summary>Makes the report of a study, whatever has become of it by now.</summary>
    /// <param name="content">The study.</param>
    /// <exception cref="ArgumentException">There is not one objective a direction.</exception>
    public static StudyReport Create(StudyReportContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Objectives.Count == 0 || content.Objectives.Count != content.History.Directions.Count)
            throw new ArgumentException(
                $"{content.Objectives.Count} objectives, but the study has {content.History.Directions.Count} directions.",
                nameof(content));

        return new StudyReport(new StudyView(content));
    }

    /// <summary>Writes <c>report.html</c> and the pictures as <c>plots/*.svg</c>, each whole or not at all.</summary>
    /// <param name="folder">Where to.</param>
    /// <exception cref="DigitsException">A file cannot be written.</exception>
    public void Save(string folder) => ReportFiles.Save(folder, Html, Pictures);
}
