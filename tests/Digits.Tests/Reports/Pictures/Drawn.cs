using System.Buffers.Binary;
using System.Xml.Linq;
using Digits.Imaging;
using Digits.Reports.Drawing;
using SkiaSharp;

namespace Digits.Tests.Reports.Pictures;

/// <summary>A gallery read back from its file.</summary>
internal sealed class Drawn
{
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";
    private readonly XDocument _document;

    public Drawn(SvgPicture? picture)
    {
        string text = picture.ShouldNotBeNull().ToDocument();
        Bytes = text.Length;
        _document = XDocument.Parse(text);
        string[] ids = [.. _document.Descendants().Attributes("id").Select(id => id.Value)];
        ids.ShouldBeUnique();
        ids.ShouldAllBe(id => id.StartsWith(picture.Name + "-"));
        foreach (XElement element in _document.Descendants().Where(element => element.Attribute("x") is not null && element.Name.LocalName != "text"))
        {
            Number(element, "x").ShouldBeGreaterThanOrEqualTo(0);
            (Number(element, "x") + Number(element, "width")).ShouldBeLessThanOrEqualTo(picture.Width);
            (Number(element, "y") + Number(element, "height")).ShouldBeLessThanOrEqualTo(picture.Height);
        }
    }

    public int Bytes { get; }

    /// <summary>The digits, as PNG files.</summary>
    public byte[][] Digits => [.. Images(isDigit: true)];

    /// <summary>What is drawn in colours, as PNG files.</summary>
    public byte[][] Colored => [.. Images(isDigit: false)];

    /// <summary>The texts that are to be read.</summary>
    public string[] Texts => [.. Elements("text").Select(text => text.Value)];

    /// <summary>What the tiles say when the pointer rests on them.</summary>
    public string[] Tooltips => [.. Elements("rect").Where(rect => rect.HasElements).Select(rect => rect.Value)];

    /// <summary>How many ticks and how many crosses there are, told apart by their shape.</summary>
    public (int Ticks, int Crosses) Marks => (Elements("path").Count(path => !IsCross(path)), Elements("path").Count(IsCross));

    /// <summary>The tooltips of the tiles with a thick frame.</summary>
    public string[] ThickFrames => [.. Elements("rect").Where(rect => rect.HasElements && Number(rect, "stroke-width") > 1).Select(rect => rect.Value)];

    /// <summary>The image number that each tooltip begins with.</summary>
    public int[] Numbers => [.. Tooltips.Select(tooltip => int.Parse(tooltip.Split(' ', ':', ';')[1]))];

    public static byte[] Pixels(byte[] png) => Picture.Decode(png, "gallery").Pixels.ToArray();

    /// <summary>Red, green, blue and opacity of each pixel.</summary>
    public static byte[] Rgba(byte[] png)
    {
        (int width, int height) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        using SKBitmap bitmap = SKBitmap.Decode(png, new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul)).ShouldNotBeNull();
        return bitmap.GetPixelSpan().ToArray();
    }

    /// <summary>Opacities, negative where the color is the one for values below zero (more blue than red).</summary>
    public static int[] Signed(byte[] png)
    {
        byte[] rgba = Rgba(png);
        return [.. Enumerable.Range(0, rgba.Length / 4).Select(i => rgba[4 * i] > rgba[(4 * i) + 2] ? rgba[(4 * i) + 3] : -rgba[(4 * i) + 3])];
    }

    private static bool IsCross(XElement path) => path.Attribute("d")!.Value.Contains("l8 8m0-8l-8 8", StringComparison.Ordinal);

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value);

    private IEnumerable<XElement> Elements(string name) => _document.Descendants(_svg + name);

    private IEnumerable<byte[]> Images(bool isDigit) => Elements("image")
        .Where(image => image.Parent!.Attribute("class")?.Value == "ink" == isDigit)
        .Select(image => Convert.FromBase64String(image.Attribute("href")!.Value["data:image/png;base64,".Length..]));
}
