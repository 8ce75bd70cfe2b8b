using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Digits.Reports.Drawing;

namespace Digits.Tests.Shared;

/// <summary>A plot as its reader has it: the elements of the file, and places read back as values through the labels of the axes.</summary>
internal sealed partial class DrawnPlot
{
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";
    private readonly XElement _root;

    /// <summary>Reads the file and checks what holds for every picture.</summary>
    public DrawnPlot(SvgPicture picture)
    {
        string document = picture.ToDocument();
        _root = XDocument.Parse(document).Root!;
        document.ShouldNotContain("NaN");
        document.ShouldNotContain("Infinity");
        document.ShouldNotContain("∞");
        picture.Description.ShouldNotContain("NaN");
        string[] ids = [.. _root.Descendants().Attributes("id").Select(id => id.Value)];
        ids.ShouldBeUnique();
        ids.ShouldAllBe(id => id.StartsWith(picture.Name, StringComparison.Ordinal));
        foreach (XElement element in _root.Descendants()
            .Where(e => e.Attribute("x") is not null && e.Name.LocalName is "text" or "rect" && e.Attribute("width")?.Value != "100%"))
        {
            Number(element, "x").ShouldBeInRange(-0.01, picture.Width);
            Number(element, "y").ShouldBeInRange(-0.01, picture.Height);
            Number(element, "width").ShouldBeInRange(0, picture.Width + 0.01);
            Number(element, "height").ShouldBeInRange(0, picture.Height + 0.01);
        }
    }

    public IEnumerable<string> Texts => All("text").Select(text => text.Value);

    public IEnumerable<string> Tooltips => _root.Descendants(_svg + "title").Where(title => title.Parent != _root).Select(title => title.Value);

    public IEnumerable<XElement> All(string name, string? style = null) =>
        _root.Descendants(_svg + name).Where(e => style is null || $"{e.Attribute("class")?.Value}".Split(' ').Contains(style));

    /// <summary>The discs of a series's colour, in order.</summary>
    public Point[] Discs(string style) => [.. All("circle", style).Select(c => new Point(Number(c, "cx"), Number(c, "cy")))];

    /// <summary>The places a path goes through.</summary>
    public static Point[] Places(XElement path)
    {
        double[] numbers = [.. Numbers().Matches(path.Attribute("d")!.Value).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture))];
        return [.. numbers.Chunk(2).Select(pair => new Point(pair[0], pair[1]))];
    }

    /// <summary>The value at a place of the horizontal axis, by its first and last label.</summary>
    public double X(double place) => Value(place, All("text", "tick-x"), "x", 0, logarithmic: false);

    /// <summary>The value at a place of the vertical axis, by its first and last label; the labels stand 4 pixels lower than their lines.</summary>
    public double Y(double place, bool logarithmic = false) => Value(place, All("text", "tick-y"), "y", 4, logarithmic);

    public static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)?.Value ?? "0", CultureInfo.InvariantCulture);

    /// <summary>The value of a label such as "98.5 %".</summary>
    public static double Read(string label)
    {
        bool percent = label.EndsWith(" %", StringComparison.Ordinal);
        return double.Parse(percent ? label[..^2] : label, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture) / (percent ? 100
            : 1);
    }

    private static double Value(double place, IEnumerable<XElement> ticks, string attribute, double shift, bool logarithmic)
    {
        (double Place, double Value)[] read = [.. ticks.Select(t => (Number(t, attribute) - shift, Read(t.Value)))];
        (double place0, double value0) = read[0];
        (double place1, double value1) = read[^1];
        double t = (place - place0) / (place1 - place0);
        return logarithmic ? value0 * Math.Pow(value1 / value0, t) : value0 + (t * (value1 - value0));
    }

    [GeneratedRegex(@"-?[0-9.]+")]
    private static partial Regex Numbers();
}
