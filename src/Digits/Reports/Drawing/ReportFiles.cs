using System.Text;
using Digits.Engine;

namespace Digits.Reports.Drawing;

/// <summary>The files of a report.</summary>
public static class ReportFiles
{
    /// <summary>
    /// Writes <c>report.html</c> and the pictures as <c>plots/*.svg</c>, each whole or not at all. The page is written last, so that its pictures are there.
    /// </summary>
    /// <exception cref="WorkFailedException">A file cannot be written.</exception>
    public static void Save(string folder, string html, IEnumerable<SvgPicture> pictures)
    {
        foreach (SvgPicture picture in pictures)
            picture.Save(Path.Combine(folder, "plots", $"{picture.Name}.svg"));

        AtomicFile.Write(Path.Combine(folder, "report.html"), stream => stream.Write(Encoding.UTF8.GetBytes(html)));
    }
}
