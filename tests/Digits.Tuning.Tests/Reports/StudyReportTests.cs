using System.Xml;
using System.Xml.Linq;
using Digits.Reports.Drawing;
using Digits.Tuning.Reports;

namespace Digits.Tuning.Tests.Reports;

/// <summary>The report of a study is a whole page whatever became of the study.</summary>
public sealed class StudyReportTests
{
    [Theory]
    [InlineData("usual")]
    [InlineData("many")]
    [InlineData("one trial")]
    [InlineData("two trials")]
    [InlineData("one parameter")]
    [InlineData("only choices")]
    [InlineData("many parameters")]
    [InlineData("a single value")]
    [InlineData("equal")]
    [InlineData("perfect")]
    [InlineData("infinite")]
    [InlineData("failed")]
    [InlineData("given up")]
    [InlineData("waiting")]
    [InlineData("nothing")]
    [InlineData("two objectives")]
    [InlineData("three objectives")]
    public void Any_study_gives_a_page_that_asks_for_nothing(string kind)
    {
        StudyReport report = StudyReport.Create(MadeStudy.Of(kind));

        XDocument page = Parse(report.Html);
        string[] ids = [.. page.Descendants().Select(element => element.Attribute("id")?.Value).OfType<string>()];
        ids.ShouldBeUnique();
        foreach (XElement link in page.Descendants("a"))
            ids.ShouldContain(link.Attribute("href")!.Value[1..]);

        page.Descendants().Select(element => element.Name.LocalName).Intersect(["script", "link", "img", "image", "iframe", "object", "embed"]).ShouldBeEmpty();
        page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "src" or "href")
            .ShouldAllBe(attribute => attribute.Value.StartsWith('#'));
        report.Html.ShouldNotContain("url(");
        report.Html.ShouldNotContain("@import");
        string[] words = [.. page.Descendants().Attributes().Select(attribute => attribute.Value), page.Root!.Value];
        words.ShouldAllBe(text =>
            !text.Contains("NaN", StringComparison.Ordinal) && !text.Contains("Infinity", StringComparison.Ordinal) && !text.Contains('∞'));
        report.Pictures.Select(picture => picture.Name).ShouldBeUnique();
        report.Html.Length.ShouldBeLessThan(1_500_000);
        foreach (SvgPicture picture in report.Pictures)
            _ = new DrawnPlot(picture);
    }

    [Fact]
    public void The_headline_tells_the_best_and_what_became_of_the_trials()
    {
        StudyReportContent content = MadeStudy.Of("usual");
        Trial best = content.History.Best().Single();

        XDocument page = Parse(StudyReport.Create(content with
        {
            Warning = "Not <MNIST>.",
            Commands = new Dictionary<int, string> { [best.Number] = "digits train --model \"a b\" --epochs 4" }
        }).Html);

        page.Descendants("p")
            .First(p => p.Attribute("class")?.Value == "headline").Value.ShouldBe($"{PlotText.Percent(best.Values[0])} accuracy in trial {best.Number}");
        page.Descendants("dl").Single().Elements("div").Take(6).Select(figure => figure.Value.Trim().ReplaceLineEndings(" "))
            .ShouldBe(["Trials 60", "Complete 41", "Given up 11", "Failed 7", "Running 1", "Waiting 0"]);
        page.Descendants("dl").Single().Elements("div").Skip(6).Select(figure => figure.Element("dd")!.Value).First().ShouldBe("4 h 59 min");
        page.Descendants("pre").Single().Value.ShouldBe("digits train --model \"a b\" --epochs 4");
        page.Descendants("p").First(p => p.Attribute("class")?.Value == "warning").Value.ShouldBe("Not <MNIST>.");
        XElement[] tables = [.. page.Descendants("tbody")];
        tables[0].Elements("tr").Select(row => row.Element("th")!.Value).ShouldBe(best.Parameters.Keys, ignoreOrder: true);
        tables[1].Elements("tr").Count().ShouldBe(10);
        tables[1].Elements("tr").First().Element("th")!.Value.ShouldBe($"{best.Number}");
    }

    [Fact]
    public void What_was_given_up_is_counted_and_what_that_saved()
    {
        StudyReportContent content = MadeStudy.Of("usual");

        XElement section = Section(content, "given-up");

        // 11 trials after two of four epochs, of 52 that did not fail.
        section.Elements("p").First().Value.ShouldBe(
            "11 of 52 trials were given up, because others were better by then. That saved 11 % of the epochs that all 52 would have taken to the end.");
        section.Descendants("tbody").Single().Elements("tr").Single().Elements().Select(cell => cell.Value).ShouldBe(["2", "11", "21 %"]);
        Section(content with { Steps = null }, "given-up").Elements("p")
            .First().Value.ShouldBe("11 of 52 trials were given up, because others were better by then.");
    }

    [Fact]
    public void Failures_have_their_reasons_however_they_were_written()
    {
        Trial[] trials = [.. Enumerable.Range(0, 6)
            .Select(i => MadeStudy.Trials(1, ["x=uniform(0,1)"])[0] with { Number = i, State = TrialState.Fail, Values = [], UserAttributes = Error(i) })];

        XElement section = Section(MadeStudy.Content(trials), "failures");

        section.Descendants("li").Select(item => item.Value).ShouldBe(
            ["<b>diverged</b> & gone 3 trials: 0, 1, 2", "not JSON trial 3", "{\"a\":1} trial 4", "No reason is known: its worker died. trial 5"]);

        static Dictionary<string, string> Error(int i) => i switch
        {
            < 3 => new() { ["error"] = "\"<b>diverged</b> & gone\"" },
            3 =>
            new() { ["error"] = "not JSON" },
            4 => new() { ["error"] = "{\"a\":1}" },
            _ => []
        };
    }

    [Fact]
    public void Names_are_text_whatever_stands_in_them()
    {
        const string Name = "<script>alert(\"1\")</script>&\u0001";
        StudyReportContent content = MadeStudy.Of("usual") with { StudyName = Name, Objectives = [new StudyObjective(Name)], Step = Name };
        Trial[] trials =
        [
            .. content.History.Trials.Select(trial => trial with
            {
                Parameters = trial.Parameters.ToDictionary(pair => pair.Key + Name, pair => pair.Value),
                Distributions = trial.Distributions.ToDictionary(pair => pair.Key + Name, pair =>
                    pair.Value is CategoricalDistribution ? CategoricalDistribution.Of("<i>", "&amp;", Name) : pair.Value),
            }),
        ];

        StudyReport report = StudyReport.Create(content with { History = content.History with { Trials = trials } });

        Parse(report.Html).Descendants("h1").Single().Value.ShouldBe("Study <script>alert(\"1\")</script>&\uFFFD");
        report.Html.ShouldNotContain("<script");
        report.Html.ShouldNotContain("<i>");
        foreach (SvgPicture picture in report.Pictures)
            _ = new DrawnPlot(picture);
    }

    [Fact]
    public void It_is_saved_with_its_pictures_beside_it()
    {
        using TempFolder folder = new();

        StudyReport.Create(MadeStudy.Of("usual")).Save(folder.Path);

        folder.Files().ShouldBe(["plots/history.svg", "plots/importance.svg", "plots/intermediate.svg", "plots/parallel.svg", "plots/slices.svg",
            "plots/timeline.svg", "report.html"]);
        Should.Throw<ArgumentException>(() => StudyReport.Create(MadeStudy.Of("usual") with { Objectives = [] }));
    }

    private static XElement Section(StudyReportContent content, string id) =>
        Parse(StudyReport.Create(content).Html).Descendants("section").Single(section => section.Attribute("aria-labelledby")!.Value == id);

    private static XDocument Parse(string html)
    {
        using XmlReader reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }
}
