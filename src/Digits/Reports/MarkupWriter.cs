using System.Globalization;
using System.Net;
using System.Text;
using System.Xml;

namespace Digits.Reports;

/// <summary>Writes elements, one under another, with everything escaped that has to be: what pages and pictures have in common.</summary>
/// <typeparam name="TWriter">The writer itself, so that calls can be chained.</typeparam>
internal abstract class MarkupWriter<TWriter>
    where TWriter : MarkupWriter<TWriter>
{
    private readonly Stack<string> _open = new();

    /// <summary>What has been written.</summary>
    protected StringBuilder Markup { get; } = new();

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

    /// <summary>Opens an element that holds others.</summary>
    internal TWriter Open(string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Tag(name, attributes).Append(">\n");
        _open.Push(name);
        return (TWriter)this;
    }

    /// <summary>Closes the element opened last.</summary>
    internal TWriter Close()
    {
        Markup.Append("</").Append(_open.Pop()).Append(">\n");
        return (TWriter)this;
    }

    /// <inheritdoc />
    public override string ToString() => _open.Count == 0 ? Markup.ToString() : throw new InvalidOperationException($"<{_open.Peek()}> is still open.");

    /// <summary>An element's name and attributes, without the bracket that ends them.</summary>
    protected StringBuilder Tag(string name, ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Markup.Append('<').Append(name);
        foreach ((string attribute, object value) in attributes)
        {
            string text = value switch
            {
                string words => Escape(words),
                double number => Number(number),
                int number => number.ToString(CultureInfo.InvariantCulture),
                _ => throw new ArgumentException($"{attribute}: {value.GetType()} is no attribute's value.", nameof(attributes)),
            };
            Markup.Append(' ').Append(attribute).Append("=\"").Append(text).Append('"');
        }

        return Markup;
    }
}
