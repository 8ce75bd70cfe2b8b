using System.Globalization;
using System.Text;

namespace Digits.Reports.Drawing;

/// <summary>Writes elements, one under another, with everything escaped that has to be: what pages and pictures have in common.</summary>
/// <typeparam name="TWriter">The writer itself, so that calls can be chained.</typeparam>
public abstract class MarkupWriter<TWriter>
    where TWriter : MarkupWriter<TWriter>
{
    private readonly Stack<string> _open = new();

    /// <summary>What has been written.</summary>
    protected StringBuilder Markup { get; } = new();

    /// <summary>Opens an element that holds others.</summary>
    public TWriter Open(string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Tag(name, attributes).Append(">\n");
        _open.Push(name);
        return (TWriter)this;
    }

    /// <summary>Closes the element opened last.</summary>
    public TWriter Close()
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
                string words => MarkupText.Escape(words),
                double number => MarkupText.Number(number),
                int number => number.ToString(CultureInfo.InvariantCulture),
                _ => throw new ArgumentException($"{attribute}: {value.GetType()} cannot be the value of an attribute.", nameof(attributes)),
            };
            Markup.Append(' ').Append(attribute).Append("=\"").Append(text).Append('"');
        }

        return Markup;
    }
}
