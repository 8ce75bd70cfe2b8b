using Digits.Reports;
using Digits.Reports.Drawing;
using Digits.Training;

namespace Digits.Tests.Reports.Plots;

public sealed class HistoryPlotsTests
{
    private static readonly EpochRecord[] _history =
    [
        new(1, 3, 0.5, 0.9, 0.25, 0.95, 1e-3), new(2, 3, 0.2, 0.95, 0.125, 0.97, 1e-4), new(3, 3, 0.02, 0.99, 0.13, 0.965, 1e-5),
    ];

    [Fact]
    public void Every_loss_stands_where_the_axis_says_on_a_logarithmic_axis()
    {
        DrawnPlot plot = new(HistoryPlots.Loss(_history));
        Check(plot.Discs("c0"), _history.Select(e => e.TrainLoss), place => plot.Y(place, logarithmic: true));
        plot.Texts.ShouldContain("Mean cross-entropy in nats, logarithmic scale");
    }

    [Fact]
    public void Every_accuracy_stands_where_the_axis_says()
    {
        DrawnPlot plot = new(HistoryPlots.Accuracy(_history));
        Check(plot.Discs("c0"), _history.Select(e => e.TrainAccuracy), place => plot.Y(place));
        Point[] validation = DrawnPlot.Places(plot.All("path", "line-c1").Single());
        Check(validation, _history.Select(e => e.ValidationAccuracy), place => plot.Y(place));
        validation.Select(p => Math.Round(plot.X(p.X), 2)).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void The_learning_rate_has_a_logarithmic_axis_where_it_spans_more_than_a_decade()
    {
        DrawnPlot plot = new(HistoryPlots.LearningRate(_history));
        Check(plot.Discs("c0"), _history.Select(e => e.LearningRate), place => plot.Y(place, logarithmic: true));
        new DrawnPlot(HistoryPlots.LearningRate(_history[..2])).Texts.ShouldContain("At the end of each epoch");
    }

    [Fact]
    public void The_epoch_that_was_kept_is_marked_and_each_tells_its_figures()
    {
        DrawnPlot plot = new(HistoryPlots.Loss(_history, bestEpoch: 2));
        plot.Texts.ShouldContain("kept: epoch 2");
        Math.Round(plot.X(DrawnPlot.Number(plot.All("line", "rule").Single(), "x1")), 2).ShouldBe(2);
        plot.Tooltips.ShouldBe(
            ["epoch 1\ntraining 0.5\nvalidation 0.25", "epoch 2\ntraining 0.2\nvalidation 0.125", "epoch 3\ntraining 0.02\nvalidation 0.13"]);
        new DrawnPlot(HistoryPlots.Loss(_history, bestEpoch: 9)).All("line", "rule").ShouldBeEmpty();
    }

    [Fact]
    public void Without_validation_there_is_one_line_and_one_name()
    {
        DrawnPlot plot = new(HistoryPlots.Accuracy([.. _history.Select(e => e with { ValidationLoss = double.NaN, ValidationAccuracy = double.NaN })]));
        plot.All("path", "line-c1").ShouldBeEmpty();
        plot.Texts.ShouldContain("training");
        plot.Texts.ShouldNotContain("validation");
    }

    [Fact]
    public void A_single_epoch_is_a_point_in_the_middle()
    {
        DrawnPlot plot = new(HistoryPlots.Loss(_history[..1], bestEpoch: 1));
        plot.All("path", "stroke").ShouldBeEmpty();
        plot.All("text", "tick-x").Single().Value.ShouldBe("1");
        plot.Y(plot.Discs("c0")[0].Y).ShouldBe(0.5, 0.005);
    }

    [Fact]
    public void A_gap_in_the_values_is_a_gap_in_the_line()
    {
        EpochRecord[] history =
            [.. Enumerable.Range(1, 100).Select(e => _history[0] with { Epoch = e, TrainLoss = e == 50 ? double.PositiveInfinity : 1.0 / e })];
        DrawnPlot plot = new(HistoryPlots.Loss(history));
        plot.All("path", "line-c0").Select(path => DrawnPlot.Places(path).Length).ShouldBe([49, 50]);
        plot.Tooltips.ShouldContain("epoch 50\ntraining –\nvalidation 0.25");
    }

    [Fact]
    public void Nothing_to_show_says_so() => new DrawnPlot(HistoryPlots.Loss([])).Texts.ShouldContain("No values");

    private static void Check(Point[] places, IEnumerable<double> values, Func<double, double> read)
    {
        // Places have two decimals: a hundredth of a pixel, of some 200 that span two decades at most, is well under 0.1 % of the value.
        double[] expected = [.. values];
        places.Length.ShouldBe(expected.Length);
        for (int i = 0; i < expected.Length; i++)
            read(places[i].Y).ShouldBe(expected[i], 0.001 * expected[i]);
    }
}
