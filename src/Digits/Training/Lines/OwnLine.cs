using Digits.Data;
using Digits.Engine;
using Digits.Imaging;

namespace Digits.Training;

/// <summary>A line of a user's own writing, as a lines network reads it.</summary>
/// <param name="Ink">The line, 32 pixels high.</param>
/// <param name="Digits">What it says.</param>
internal sealed record OwnLine(InkPlane Ink, byte[] Digits)
{
    /// <summary>Longer lines are squeezed.</summary>
    private const int MostColumns = 504;

    /// <summary>Loads the pictures of a folder that say something.</summary>
    /// <exception cref="InvalidInputException">A picture cannot be read.</exception>
    internal static OwnLine[] Load(StringFolder folder)
    {
        OwnLine[] lines = new OwnLine[folder.Strings.Count(picture => picture.Text.Length > 0)];
        (GrayImage Picture, string Text)[] pictures =
            [.. folder.Strings.Where(picture => picture.Text.Length > 0).Select(picture => (Picture.Load(picture.Path), picture.Text))];
        Parallel.For(0, lines.Length, i => lines[i] = Of(pictures[i].Picture, pictures[i].Text));
        return lines;
    }

    /// <summary>A picture of one line, cut as <see cref="Reading.DigitReader"/> cuts it in line mode.</summary>
    internal static OwnLine Of(GrayImage picture, string text)
    {
        PageLayout page = PageAnalysis.Analyze(picture);
        LineCut cut = page.IsClean && page.Rows.Count == 1 ? LineCutter.Cut(page, page.Rows[0]) : WholeLine.Cut(page);
        InkPlane ink = new(cut.Width, LineContrast.LineHeight);
        cut.Pixels.CopyTo(ink.Values.AsSpan());
        if (ink.Width > MostColumns)
            ink = ink.Resize(MostColumns, ink.Height);

        return new OwnLine(ink, [.. text.Select(digit => (byte)(digit - '0'))]);
    }
}
