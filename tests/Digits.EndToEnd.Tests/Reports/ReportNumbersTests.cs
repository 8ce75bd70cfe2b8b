using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.Reports;

/// <summary>What the report says is what <c>metrics.json</c> says.</summary>
[Collection(SmallSetCollection.Name)]
public partial class ReportNumbersTests(SmallSet set)
{
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    private string Folder => Path.GetDirectoryName(set.Model)!;

    [Fact]
    public void Every_number_of_the_report_is_the_one_in_metrics_json()
    {
        using JsonDocument metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "metrics.json")));
        XElement[] numbers = [.. Page().Descendants("data")];

        foreach (XElement number in numbers)
        {
            string key = number.Attribute("data-key")!.Value;
            double stored = At(metrics.RootElement, key).GetDouble();
            double exact = double.Parse(number.Attribute("value")!.Value, CultureInfo.InvariantCulture);
            exact.ShouldBe(key == "images_per_second" ? Math.Round(stored) : stored, customMessage: key);
            CheckShown(key, number.Value, exact);
        }

        // 10 classes of 6 figures, 3 averages twice, 12 points of rejection, and the headline's.
        numbers.Length.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void No_number_of_the_tables_of_metrics_stands_outside_the_check()
    {
        IEnumerable<XElement> cells = Page().Descendants("section")
            .Where(section => section.Attribute("aria-labelledby")!.Value is "failures" or "confidence" or "classes" or "corruptions")
            .SelectMany(section => section.Descendants("td"));

        foreach (XElement cell in cells)
            (cell.Elements("data").Any() || cell.Value is "" or "–").ShouldBeTrue(cell.ToString());
    }

    [Fact]
    public void The_plots_beside_the_report_are_the_ones_on_it()
    {
        string[] onPage = [.. Page().Descendants(_svg + "svg").Select(svg => svg.Element(_svg + "title")?.Attribute("id")?.Value).OfType<string>()
            .Select(id => id[..^"-title".Length])];
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(Folder, "plots"), "*.svg").Select(file => Path.GetFileNameWithoutExtension(file))];

        onPage.ShouldBe(files, ignoreOrder: true);
        foreach (string name in files)
            XDocument.Load(Path.Combine(Folder, "plots", $"{name}.svg")).Root!.Name.ShouldBe(_svg + "svg");
    }

    [Fact]
    public void The_report_is_one_file_of_less_than_3_megabytes() =>
        new FileInfo(Path.Combine(Folder, "report.html")).Length.ShouldBeLessThan(3_000_000);

    private XDocument Page()
    {
        using XmlReader reader = XmlReader.Create(Path.Combine(Folder, "report.html"), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }

    /// <summary>A place such as <c>per_class[3].f1</c>.</summary>
    private static JsonElement At(JsonElement element, string key)
    {
        foreach (Match step in Steps().Matches(key))
            element = step.Groups["index"].Success ? element[int.Parse(step.Groups["index"].Value, CultureInfo.InvariantCulture)]
                : element.GetProperty(step.Value);

        return element;
    }

    /// <summary>The text is the number, in per cent or plain, rounded to as many decimal places as it shows.</summary>
    private static void CheckShown(string key, string text, double exact)
    {
        if (text == "< 0.0001")
        {
            exact.ShouldBeLessThan(0.0001);
            return;
        }

        string digits = text.Replace(",", "", StringComparison.Ordinal).Replace(" %", "", StringComparison.Ordinal);
        double shown = double.Parse(digits, CultureInfo.InvariantCulture);
        int decimals = digits.Contains('.', StringComparison.Ordinal) ? digits.Length - digits.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        double value = text.EndsWith('%') ? 100 * exact : exact;
        Math.Abs(shown - value).ShouldBeLessThanOrEqualTo((0.5 * Math.Pow(10, -decimals)) + 1e-9, $"{key}: {text} for {exact}");
    }

    [GeneratedRegex(@"(?<=\[)(?<index>\d+)(?=\])|[a-z0-9_]+(?=[.\[]|$)")]
    private static partial Regex Steps();
}
