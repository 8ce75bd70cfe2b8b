namespace Digits.Reports.Drawing;

/// <summary>Writes a page as markup that is HTML and well-formed XML at once, so that browsers and programs read it alike.</summary>
public sealed class HtmlWriter : MarkupWriter<HtmlWriter>
{
    /// <summary>An element with text.</summary>
    public HtmlWriter Element(string name, string text, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        Holding(name, MarkupText.Escape(text), attributes);

    /// <summary>An element with markup.</summary>
    public HtmlWriter Holding(string name, string markup, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Tag(name, attributes).Append('>').Append(markup).Append("</").Append(name).Append(">\n");
        return this;
    }

    /// <summary>Markup as it is.</summary>
    public HtmlWriter Raw(string markup)
    {
        Markup.Append(markup);
        return this;
    }
}
