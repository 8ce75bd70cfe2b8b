using System.Xml.Linq;
using Digits.Reports;

namespace Digits.Tests.Reports;

/// <summary>Reads a plot back.</summary>
internal static class PlotText
{
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    /// <summary>What its parts say when the pointer rests on them, in the order drawn.</summary>
    internal static string[] Tooltips(this SvgPicture picture) =>
        [.. Parse(picture).Root!.Elements().Descendants(_svg + "title").Select(title => title.Value)];

    /// <summary>The lines of text on it.</summary>
    internal static string[] Words(this SvgPicture picture) => [.. Parse(picture).Descendants(_svg + "text").Select(text => text.Value)];

    /// <summary>The elements of one name.</summary>
    internal static XElement[] Elements(this SvgPicture picture, string name) => [.. Parse(picture).Descendants(_svg + name)];

    /// <summary>That it is XML with ids of its own and without what is no number, however it is put on a page.</summary>
    internal static void ShouldBeWhole(this SvgPicture picture)
    {
        string[] ids = [.. Parse(picture).Descendants().Select(element => (string?)element.Attribute("id")).OfType<string>()];
        ids.ShouldBeUnique();
        ids.ShouldAllBe(id => id.StartsWith(picture.Name + "-", StringComparison.Ordinal));
        XDocument.Parse(picture.ToInline());
        string drawn = string.Join('\n', Parse(picture).Descendants().SelectMany(element => element.Attributes()).Select(attribute => attribute.Value).Concat(picture.Words()));
        foreach (string word in new[] { "NaN", "Infinity", "∞" })
            drawn.ShouldNotContain(word);
        picture.Width.ShouldBeGreaterThan(0);
        picture.Height.ShouldBeGreaterThan(0);
    }

    private static XDocument Parse(SvgPicture picture) => XDocument.Parse(picture.ToDocument());
}
