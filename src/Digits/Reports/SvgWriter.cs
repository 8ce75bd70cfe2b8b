using System.Globalization;
using System.Net;
using System.Text;
using System.Xml;

namespace Digits.Reports;

/// <summary>Writes SVG elements, one under another, with everything escaped that has to be.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();

    /// <summary>A number as SVG likes it: at most two decimal places, a point, no trailing zeros.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is infinite or none: nothing can be drawn there.</exception>
    internal static string Number(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "There is no such place in a picture.");

        return (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);
    }

    /// <summary>Text as it stands in markup or in an attribute; what XML cannot hold becomes U+FFFD.</summary>
    internal static string Escape(string text)
    {
        // HtmlEncode replaces lone surrogates; control characters it leaves.
        string encoded = WebUtility.HtmlEncode(text);
        return string.Concat(encoded.Select(c => char.IsSurrogate(c) || XmlConvert.IsXmlChar(c) ? c : '\uFFFD'));
    }

    /// <summary>The data of a path through points.</summary>
    internal static string Path(IEnumerable<Point> points) =>
        string.Join(' ', points.Select((p, i) => $"{(i == 0 ? "M" : i == 1 ? "L" : "")}{Number(p.X)} {Number(p.Y)}"));

    /// <summary>Opens an element that holds others.</summary>
    internal SvgWriter Open(string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Tag(name, attributes).Append(">\n");
        _open.Push(name);
        return this;
    }

    /// <summary>Closes the element opened last.</summary>
    internal SvgWriter Close()
    {
        _text.Append("</").Append(_open.Pop()).Append(">\n");
        return this;
    }

    /// <summary>An element without text.</summary>
    internal SvgWriter Element(string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Tag(name, attributes).Append("/>\n");
        return this;
    }

    /// <summary>An element that says what it is when the pointer rests on it.</summary>
    internal SvgWriter Tooltip(string tooltip, string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Tag(name, attributes).Append("><title>").Append(Escape(tooltip)).Append("</title></").Append(name).Append(">\n");
        return this;
    }

    /// <summary>A line of text.</summary>
    internal SvgWriter Text(double x, double y, string text, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Tag("text", [("x", x), ("y", y), .. attributes]).Append('>').Append(Escape(text)).Append("</text>\n");
        return this;
    }

    /// <summary>A line of text that stays legible on top of lines and bars: the paper's colour lies around it.</summary>
    internal SvgWriter TextOnTop(double x, double y, string text, string classes)
    {
        Text(x, y, text, ("class", $"under {classes}"), ("aria-hidden", "true"));
        return Text(x, y, text, ("class", classes));
    }

    /// <inheritdoc />
    public override string ToString() => _open.Count == 0 ? _text.ToString() : throw new InvalidOperationException($"<{_open.Peek()}> is still open.");

    private StringBuilder Tag(string name, ReadOnlySpan<(string Name, object Value)> attributes)
    {
        _text.Append('<').Append(name);
        foreach ((string attribute, object value) in attributes)
        {
            string text = value switch
            {
                string words => Escape(words),
                double number => Number(number),
                int number => number.ToString(CultureInfo.InvariantCulture),
                _ => throw new ArgumentException($"{attribute}: {value.GetType()} is no attribute's value.", nameof(attributes)),
            };
            _text.Append(' ').Append(attribute).Append("=\"").Append(text).Append('"');
        }

        return _text;
    }
}
