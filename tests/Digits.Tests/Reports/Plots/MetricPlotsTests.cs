using System.Xml.Linq;
using Digits.Evaluation;
using Digits.Reports;

namespace Digits.Tests.Reports.Plots;

/// <summary>The plots of what an evaluation found.</summary>
public sealed class MetricPlotsTests
{
    [Fact]
    public void Classes_show_precision_where_the_axis_says_and_a_cut_axis_says_that_it_is_cut()
    {
        ClassMetrics[] classes = [new("a", 0.991, 0.97, 0.98, 100), new("b", 0.95, 0.99, 0.97, 200)];
        DrawnPlot plot = new(ClassMetricsPlot.Create(classes));

        // The first disc is the legend's.
        plot.Discs("c0")[1..].Select(disc => Math.Round(plot.X(disc.X), 3)).ShouldBe([0.991, 0.95]);
        plot.Tooltips.ShouldBe(
            ["a\nprecision 99.10 %\nF1 98.00 %\nrecall 97.00 %\n100 images", "b\nprecision 95.00 %\nF1 97.00 %\nrecall 99.00 %\n200 images"]);
        plot.Texts.ShouldContain("The axis starts at 95 %, not at 0");
        new DrawnPlot(ClassMetricsPlot.Create([.. classes, new("c", 0.2, 1, 0.3, 5)])).Texts.ShouldNotContain(text => text.Contains("not at 0"));
    }

    [Fact]
    public void A_class_without_images_has_no_marks_and_does_not_stretch_the_axis()
    {
        DrawnPlot plot = new(ClassMetricsPlot.Create([new("a", 0.991, 0.97, 0.98, 100), new("b", 0, 0, 0, 0)]));
        plot.Texts.ShouldContain("no images");
        plot.Discs("c0").Length.ShouldBe(2);
        plot.Texts.ShouldContain(text => text.Contains("not at 0"));
    }

    [Fact]
    public void Reliability_bars_are_as_high_as_the_accuracy_and_counts_as_the_images()
    {
        ReliabilityBin[] bins = [new(0, 0.5, 0, 0, 0), new(0.5, 0.75, 9, 0.6, 0.7), new(0.75, 1, 1000, 0.97, 0.92)];
        DrawnPlot plot = new(ReliabilityPlot.Create(bins, 0.0487));
        XElement[] bars = [.. plot.All("rect", "tint").Skip(1)];
        XElement[] shares = [.. plot.All("text", "tick-y").Where(t => t.Value.EndsWith('%'))];
        double zero = DrawnPlot.Number(shares[0], "y") - 4;
        double one = DrawnPlot.Number(shares[^1], "y") - 4;
        bars.Select(bar => Math.Round((zero - DrawnPlot.Number(bar, "y")) / (zero - one), 3)).ShouldBe([0.7, 0.92]);
        bars.Select(bar => Math.Round(plot.X(DrawnPlot.Number(bar, "x") - 1), 2)).ShouldBe([0.5, 0.75]);
        plot.Tooltips.ShouldContain("confidence 75.0 % to 100.0 %: 1,000 images\nmean confidence 97.00 %\naccuracy 92.00 %");
        plot.Texts.ShouldContain("Expected calibration error 4.87 %");

        // Nine images are few: their gap is hollow, as is the legend's sample.
        plot.All("rect", "few").Count().ShouldBe(2);
    }

    [Fact]
    public void Rejection_shows_each_point_with_what_is_left_wrong()
    {
        RejectionPoint[] points = [new(0, 0.99, 0.1), new(0.05, 0.995, 0.7), new(0.1, 0.998, 0.9)];
        DrawnPlot plot = new(RejectionPlot.Create(points));
        plot.Discs("c0").Select(disc => (Math.Round(plot.X(disc.X), 3), Math.Round(plot.Y(disc.Y), 4))).ShouldBe([(0, 0.01), (0.05, 0.005), (0.1, 0.002)]);
        plot.Tooltips.ShouldContain("5.00 % set aside (confidence below 0.7): 0.50 % of the rest misread");
    }

    [Fact]
    public void Rejection_ends_where_hardly_anything_is_left_wrong()
    {
        RejectionPoint[] points = [new(0, 0.99, 0), new(0.01, 0.999, 0), new(0.02, 1, 0), new(0.1, 1, 0), new(0.5, 1, 0)];
        new DrawnPlot(RejectionPlot.Create(points)).Discs("c0").Length.ShouldBe(4);
    }

    [Fact]
    public void Corruptions_have_bars_of_their_errors_worst_first_and_clean_and_mean_are_marked()
    {
        DrawnPlot plot = new(RobustnessPlot.Create(new Robustness(0.006, 0.15, [new("shot_noise", 0.1), new("fog", 0.2)])));
        double left = DrawnPlot.Number(plot.All("rect", "c0").First(), "x");
        plot.X(left).ShouldBe(0, 1e-3);
        plot.All("rect", "c0").Select(bar => Math.Round(plot.X(left + DrawnPlot.Number(bar, "width")), 3)).ShouldBe([0.2, 0.1]);
        plot.Tooltips.ShouldBe(["fog: 20.00 % misread", "shot noise: 10.00 % misread"]);
        plot.All("line", "rule").Select(line => Math.Round(plot.X(DrawnPlot.Number(line, "x1")), 3)).ShouldBe([0.15, 0.006]);
        plot.Texts.ShouldContain("clean 0.60 %");
        plot.Texts.ShouldContain("mean 15.00 %");
    }
}
