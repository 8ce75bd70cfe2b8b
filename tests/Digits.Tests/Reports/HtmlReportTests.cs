using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Reading;
using Digits.Reports;
using Digits.Reports.Drawing;
using Digits.Tests.Data;
using Digits.Training;

namespace Digits.Tests.Reports;

/// <summary>The report is a whole page whatever the model, the classes and the images.</summary>
public class HtmlReportTests
{
    [Theory]
    [InlineData(2, "model")]
    [InlineData(10, "model")]
    [InlineData(47, "model")]
    [InlineData(2, "perfect")]
    [InlineData(10, "perfect")]
    [InlineData(10, "constant")]
    [InlineData(47, "constant")]
    [InlineData(10, "one image")]
    [InlineData(10, "class without images")]
    public void Any_classes_and_any_model_give_a_page(int classes, string kind)
    {
        ReportContent content = Content(classes, kind);

        HtmlReport report = HtmlReport.Create(content);

        XDocument page = Parse(report.Html);
        string[] ids = [.. page.Descendants().Select(element => element.Attribute("id")?.Value).OfType<string>()];
        ids.ShouldBeUnique();
        foreach (XElement link in page.Descendants("a"))
            ids.ShouldContain(link.Attribute("href")!.Value.TrimStart('#'));

        report.Html.Length.ShouldBeLessThan(3_000_000);
        string[] words = [.. page.Descendants().Attributes().Where(attribute => attribute.Name != "href").Select(attribute => attribute.Value),
            page.Root!.Value];
        words.ShouldAllBe(text => !text.Contains("NaN", StringComparison.Ordinal) && !text.Contains("Infinity", StringComparison.Ordinal));
        foreach (SvgPicture picture in report.Pictures.All)
            XDocument.Parse(picture.ToDocument()).Root!.Name.LocalName.ShouldBe("svg");

        double accuracy = double.Parse(page.Descendants("data").First(data => data.Attribute("data-key")!.Value == "accuracy").Attribute("value")!.Value,
            CultureInfo.InvariantCulture);
        accuracy.ShouldBe(content.Metrics.Accuracy);
        page.Descendants("section").Single(section => section.Attribute("aria-labelledby")!.Value == "classes").Descendants("tbody").Single().Elements("tr")
            .Count().ShouldBe(classes + 2);
        (report.Pictures.Misclassified is null).ShouldBe(content.Metrics.Accuracy == 1);
        page.Descendants("p").Where(p => p.Attribute("class")?.Value == "warning").Select(p => p.Value).ShouldBe(content.Metrics.Warnings);
    }

    [Fact]
    public void A_trained_model_s_page_tells_how_it_was_trained()
    {
        EpochRecord[] history = [.. Enumerable.Range(1, 4).Select(epoch => new EpochRecord(epoch, 1.5, 1.0 / epoch, 0.9, 1.1 / epoch, 0.88, 0.001))];
        RunConfiguration configuration = new() { Epochs = 4, Data = "my digits", Augment = AugmentationOptions.Parse("shift=2") };
        ReportContent content = Content(10, "model") with
        {
            History = history,
            BestEpoch = 3,
            Configuration = configuration,
            Commands = [configuration.ToCommand()],
            Warning = "Not <MNIST>."
        };

        XDocument page = Parse(HtmlReport.Create(content).Html);

        XElement training = page.Descendants("section").Single(section => section.Attribute("aria-labelledby")!.Value == "training");
        training.Descendants("tbody").First().Elements("tr").Count().ShouldBe(4);
        training.Descendants("tr").Single(row => row.Element("th")?.Value == "augment").Element("td")!.Value.ShouldBe("shift=2");
        page.Descendants("pre").Single().Value.ShouldBe($"digits train --data {ShellWord.Quote("my digits")} --epochs 4 --augment shift=2");
        page.Descendants("p").First(p => p.Attribute("class")?.Value == "warning").Value.ShouldBe("Not <MNIST>.");
    }

    [Fact]
    public void A_comparison_is_a_page_with_a_row_for_each_model_and_each_pair()
    {
        using TempFolder folder = new();
        ReportContent[] contents = [Content(10, "model"), Content(10, "perfect"), Content(10, "constant")];
        IReadOnlyList<ModelComparison> pairs = ModelComparison.OfPairs([.. contents.Select((content, i) => ($"<{i}>", content.Predictions))]);
        string path = Path.Combine(folder.Path, "report.html");

        ComparisonReport.Save(path, [.. contents.Select((content, i) => new ComparisonReport.Entry($"<{i}>", $"a b{i}/report.html", content.Metrics))], pairs);

        XElement[] tables = [.. Parse(File.ReadAllText(path)).Descendants("tbody")];
        tables[0].Elements("tr").Select(row => row.Element("th")!.Value.Trim()).ShouldBe(["<0>", "<1>", "<2>"]);
        tables[0].Descendants("a").First().Attribute("href")!.Value.ShouldBe("a%20b0/report.html");
        tables[1].Elements("tr").Select(row => row.Element("th")!.Value).ShouldBe(["<0> – <1>", "<0> – <2>", "<1> – <2>"]);
    }

    private static ReportContent Content(int classes, string kind)
    {
        int count = kind == "one image" ? 1 : 300;
        SeededRandom random = new(4);
        byte[] pixels = Make.Bytes(random, count * 144);
        int used = kind == "class without images" ? classes - 1 : classes;
        byte[] labels = [.. Enumerable.Range(0, count).Select(i => (byte)(i % used))];
        string[] names = [.. Enumerable.Range(0, classes).Select(c => c % 3 == 0 ? $"<class> & \"{c}\"" : $"é{c}")];
        DigitSet set = new("made", 12, 12, pixels, labels);
        Network network = Network.Sequential(new Shape(1, 12, 12), new Conv2D(4, kernel: 3), new ReLU(), new MaxPool2D(2), new Flatten(), new Dense(classes));
        OnnxModel model = new(network);
        float[] logits = kind switch
        {
            "perfect" => [.. labels.SelectMany(label => Enumerable.Range(0, classes).Select(c => c == label ? 20f : 0f))],
            "constant" => [.. labels.SelectMany(_ => Enumerable.Range(0, classes).Select(c => c == 1 ? 3f : 0f))],
            _ => new Classifier(model).Logits(set),
        };
        Predictions predictions = new(set, names, logits) { Parameters = network.ParameterCount, Elapsed = TimeSpan.FromSeconds(0.1) };
        return new ReportContent { ModelName = "a <model>", Model = model, Predictions = predictions, Metrics = predictions.Evaluate() };
    }

    private static XDocument Parse(string html)
    {
        using XmlReader reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }
}
