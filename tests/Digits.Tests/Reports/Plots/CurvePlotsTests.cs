using System.Xml.Linq;
using Digits.Evaluation;
using Digits.Reports;
using Digits.Reports.Drawing;

namespace Digits.Tests.Reports.Plots;

public sealed class CurvePlotsTests
{
    [Fact]
    public void A_poor_model_is_shown_from_0_to_1_and_every_point_where_the_axes_say()
    {
        double[] x = [0, 0.1, 0.3, 1];
        double[] y = [0, 0.4, 0.7, 1];
        DrawnPlot plot = new(RocPlot.Create([("a", new RocCurve(x, y, 0.68))]));
        Point[] line = DrawnPlot.Places(plot.All("path").Single());
        line.Select(p => Math.Round(plot.X(p.X), 3)).ShouldBe(x);
        line.Select(p => Math.Round(plot.Y(p.Y), 3)).ShouldBe(y);
        plot.Texts.ShouldContain("0.68000");
        plot.Tooltips.ShouldBe(["a: AUC 0.68000"]);
    }

    [Fact]
    public void A_good_model_is_enlarged_and_says_so()
    {
        // It comes within 1 % of the corner, of which three times fit in 5 %.
        DrawnPlot plot = new(RocPlot.Create([("a", new RocCurve([0, 0, 0.01, 1], [0, 0.98, 0.995, 1], 0.9971))]));
        plot.Texts.ShouldContain("The best 5.0 % of both axes; the small frame shows the whole");
        plot.All("text", "tick-y").Select(t => DrawnPlot.Read(t.Value)).ShouldBe([0.95, 0.96, 0.97, 0.98, 0.99, 1]);
        plot.All("path").Count().ShouldBe(2);
        Point[] line = DrawnPlot.Places(plot.All("path").First());
        line.ShouldContain(p => Math.Abs(plot.X(p.X) - 0.01) < 1e-4 && Math.Abs(plot.Y(p.Y) - 0.995) < 1e-4);
    }

    [Fact]
    public void The_area_below_the_steps_of_precision_is_the_average_precision()
    {
        // 0.25 * 1 + 0.25 * 2/3 + 0.5 * 0.8
        PrecisionRecallCurve curve = new([0.25, 0.5, 1], [1, 2.0 / 3, 0.8], 0.81666666666666665);
        DrawnPlot plot = new(PrecisionRecallPlot.Create([("a", curve)]));
        Point[] line = [.. DrawnPlot.Places(plot.All("path").First()).Select(p => new Point(plot.X(p.X), plot.Y(p.Y)))];
        line.Zip(line.Skip(1)).Sum(pair => (pair.Second.X - pair.First.X) * (pair.First.Y + pair.Second.Y) / 2).ShouldBe(curve.AveragePrecision, 1e-3);
    }

    [Fact]
    public void Ten_curves_differ_in_dashes_or_width_and_not_in_colour_alone()
    {
        DrawnPlot plot = new(RocPlot.Create([.. Enumerable.Range(0, 10).Select(c => ($"{c}", (RocCurve?)new RocCurve([0, 1], [0, 1], 0.5)))]));
        string[] styles = [.. plot.All("path")
            .Select(path => string.Join(' ', path.Attribute("class")!.Value.Split(' ').Where(s => !s.StartsWith("line-c", StringComparison.Ordinal))))];
        styles.Length.ShouldBe(10);
        styles.ShouldBeUnique();
    }

    [Fact]
    public void Of_many_classes_the_ten_worst_are_named()
    {
        DrawnPlot plot = new(RocPlot.Create([.. Enumerable.Range(0, 47).Select(c => ($"class {c}", (RocCurve?)new RocCurve([0, 1], [0, 1], 1 - c / 100.0)))]));
        plot.Texts.Where(text => text.StartsWith("class", StringComparison.Ordinal)).ShouldBe(Enumerable.Range(37, 10).Reverse().Select(c => $"class {c}"));
        plot.Texts.ShouldContain("37 better");
        plot.All("path", "others").Count().ShouldBe(37);
    }

    [Fact]
    public void A_class_without_a_curve_is_named()
    {
        new DrawnPlot(RocPlot.Create([("a", null), ("b", new RocCurve([0, 1], [0, 1], 0.5))])).Texts.ShouldContain("no curve: a");
        new DrawnPlot(PrecisionRecallPlot.Create([("a", null)])).Texts.ShouldContain("no curve: a");
        new DrawnPlot(RocPlot.Create([])).All("path").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, "1.00000")]
    [InlineData(1.0000000000000002, "1.00000")]
    [InlineData(0.999999, ">0.99999")]
    [InlineData(0.99998, "0.99998")]
    [InlineData(double.NaN, "–")]
    public void A_score_looks_perfect_only_where_it_is(double score, string text) =>
        new DrawnPlot(RocPlot.Create([("a", new RocCurve([0, 0, 1], [0, 1, 1], score))])).Texts.ShouldContain(text);

    [Fact]
    public void Half_a_million_points_of_ten_curves_fit_in_a_small_file()
    {
        Random random = new(1);
        RocCurve Curve()
        {
            double[] x = [.. Enumerable.Range(0, 50_001).Select(i => i / 50_000.0)];
            double rate = 20 + random.Next(200);
            return new RocCurve(x, [.. x.Select(v => Math.Round((1 - Math.Exp(-rate * v)) / (1 - Math.Exp(-rate)), 3))], 0.99);
        }

        SvgPicture picture = RocPlot.Create([.. Enumerable.Range(0, 10).Select(c => ($"{c}", (RocCurve?)Curve()))]);
        foreach (XElement path in new DrawnPlot(picture).All("path"))
            DrawnPlot.Places(path).Length.ShouldBeLessThan(200);
        picture.ToDocument().Length.ShouldBeLessThan(60_000);
    }
}
