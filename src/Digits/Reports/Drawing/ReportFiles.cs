using System.Text;
using Digits.Engine;

namespace Digits.Reports.Drawing;

/// <summary>How a report lies in a folder.</summary>
public static class ReportFiles
{
    /// <summary>Writes <c>report.html</c> and the pictures as <c>plots/*.svg</c>, each whole or not at all; the page comes last, so that what it speaks of is there.</summary>
    /// <exception cref="DigitsException">A file cannot be written.</exception>
    public static void Save(string folder, string html, IEnumerable<SvgPicture> pictures)
    {
        foreach (SvgPicture picture in pictures)
            picture.Save(Path.Combine(folder, "plots", $"{picture.Name}.svg"));

        AtomicFile.Write(Path.Combine(folder, "report.html"), stream => stream.Write(Encoding.UTF8.GetBytes(html)));
    }
}
