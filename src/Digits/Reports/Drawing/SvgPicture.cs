using System.Text;
using Digits.Engine;

namespace Digits.Reports.Drawing;

/// <summary>A finished plot or gallery as scalable vector graphics. It follows the reader's light or dark color scheme and needs no script.</summary>
/// <param name="Name">A name for its file, without extension; letters, digits and hyphens.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Description">What it shows, in one sentence with its main figures, for readers who cannot see it.</param>
/// <param name="Width">Width in CSS pixels.</param>
/// <param name="Height">Height in CSS pixels.</param>
/// <param name="Body">What is inside the <c>svg</c> element. Its ids begin with <see cref="Name"/>, so that many pictures fit on one page.</param>
public sealed record SvgPicture(string Name, string Title, string Description, double Width, double Height, string Body)
{
    /// <summary>The picture as a file of its own.</summary>
    public string ToDocument() => Markup($"<style>{SvgStyle.Text}</style>\n", SvgStyle.Background);

    /// <summary>The picture for a page that has <see cref="SvgStyle.Text"/> once.</summary>
    public string ToInline() => Markup("", "");

    /// <summary>Writes <see cref="ToDocument"/> to a file, which is there whole or not at all.</summary>
    /// <exception cref="DigitsException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(ToDocument())));

    private string Markup(string style, string background)
    {
        string width = MarkupText.Number(Width);
        string height = MarkupText.Number(Height);
        string label = $"role=\"img\" aria-labelledby=\"{Name}-title {Name}-description\"";
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" class="plot" viewBox="0 0 {width} {height}" width="{width}" height="{height}" {label}>
            <title id="{Name}-title">{MarkupText.Escape(Title)}</title>
            <desc id="{Name}-description">{MarkupText.Escape(Description)}</desc>
            {style}{background}{Body}</svg>

            """.ReplaceLineEndings("\n");
    }
}
