namespace Digits.Reports;

/// <summary>Writes SVG.</summary>
internal sealed class SvgWriter : MarkupWriter<SvgWriter>
{
    /// <summary>The data of a path through points.</summary>
    internal static string Path(IEnumerable<Point> points) =>
        string.Join(' ', points.Select((p, i) => $"{(i == 0 ? "M" : i == 1 ? "L" : "")}{Number(p.X)} {Number(p.Y)}"));

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
}
