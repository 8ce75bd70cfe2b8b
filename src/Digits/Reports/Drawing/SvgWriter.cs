namespace Digits.Reports.Drawing;

/// <summary>Writes SVG.</summary>
public sealed class SvgWriter : MarkupWriter<SvgWriter>
{
    /// <summary>The data of a path through points.</summary>
    public static string Path(IEnumerable<Point> points) =>
        string.Join(' ', points.Select((p, i) => $"{(i == 0 ? "M" : i == 1 ? "L" : "")}{MarkupText.Number(p.X)} {MarkupText.Number(p.Y)}"));

    /// <summary>An element without text.</summary>
    public SvgWriter Element(string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Tag(name, attributes).Append("/>\n");
        return this;
    }

    /// <summary>An element that says what it is when the pointer rests on it.</summary>
    public SvgWriter Tooltip(string tooltip, string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Tag(name, attributes).Append("><title>").Append(MarkupText.Escape(tooltip)).Append("</title></").Append(name).Append(">\n");
        return this;
    }

    /// <summary>A line of text.</summary>
    public SvgWriter Text(double x, double y, string text, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Tag("text", [("x", x), ("y", y), .. attributes]).Append('>').Append(MarkupText.Escape(text)).Append("</text>\n");
        return this;
    }

    /// <summary>A line of text that stays legible on top of lines and bars: the paper's color lies around it.</summary>
    public SvgWriter TextOnTop(double x, double y, string text, string classes)
    {
        Text(x, y, text, ("class", $"under {classes}"), ("aria-hidden", "true"));
        return Text(x, y, text, ("class", classes));
    }
}
