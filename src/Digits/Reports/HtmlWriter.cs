using System.Net;
using System.Text;

namespace Digits.Reports;

/// <summary>Writes a page as markup that is HTML and well-formed XML at once, so that browsers and programs read it alike.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();

    /// <summary>Opens an element that holds others.</summary>
    internal HtmlWriter Open(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Tag(name, attributes).Append(">\n");
        _open.Push(name);
        return this;
    }

    /// <summary>Closes the element opened last.</summary>
    internal HtmlWriter Close()
    {
        _text.Append("</").Append(_open.Pop()).Append(">\n");
        return this;
    }

    /// <summary>An element that holds nothing but text.</summary>
    internal HtmlWriter Element(string name, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Tag(name, attributes).Append('>').Append(Escape(text)).Append("</").Append(name).Append(">\n");
        return this;
    }

    /// <summary>An element that holds markup.</summary>
    internal HtmlWriter Holding(string name, string markup, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Tag(name, attributes).Append('>').Append(markup).Append("</").Append(name).Append(">\n");
        return this;
    }

    /// <summary>Markup as it is.</summary>
    internal HtmlWriter Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <inheritdoc />
    public override string ToString() => _open.Count == 0 ? _text.ToString() : throw new InvalidOperationException($"<{_open.Peek()}> is still open.");

    internal static string Escape(string text) => WebUtility.HtmlEncode(text);

    private StringBuilder Tag(string name, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _text.Append('<').Append(name);
        foreach ((string attribute, string value) in attributes)
            _text.Append(' ').Append(attribute).Append("=\"").Append(Escape(value)).Append('"');

        return _text;
    }
}
