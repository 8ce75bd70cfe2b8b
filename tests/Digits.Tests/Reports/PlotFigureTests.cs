using System.Globalization;
using Digits.Evaluation;
using Digits.Reports;
using Digits.Training;

namespace Digits.Tests.Reports;

/// <summary>What is drawn is what was given.</summary>
public sealed class PlotFigureTests
{
    private static readonly EpochRecord[] _history =
    [
        new(1, 3.5, 0.1877, 0.94204, 0.05585, 0.981, 0.001),
        new(2, 2.6, 0.05252, 0.98374, double.NaN, double.NaN, 0.001),
        new(3, 2.5, 0.01069, 0.99654, 0.03224, 0.991, 0.00005),
    ];

    [Fact]
    public void Accuracy_says_every_epochs_figures_and_leaves_out_validation_that_was_not_measured()
    {
        SvgPicture picture = HistoryPlots.Accuracy(_history, 3);
        picture.Tooltips().ShouldBe([
            "Epoch 1: training accuracy 94.20 %", "Epoch 2: training accuracy 98.37 %", "Epoch 3: training accuracy 99.65 %",
            "Epoch 1: validation accuracy 98.10 %", "Epoch 3: validation accuracy 99.10 %",
        ]);
        picture.Words().ShouldContain("best: 3");
        picture.Words().ShouldContain("validation");
        HistoryPlots.Accuracy([_history[1]], 0).Words().ShouldNotContain("validation");
        HistoryPlots.Accuracy(_history, 0).Words().ShouldNotContain(word => word.StartsWith("best", StringComparison.Ordinal));
    }

    [Fact]
    public void Loss_and_learning_rate_over_more_than_a_decade_are_logarithmic_and_say_so()
    {
        HistoryPlots.Loss(_history, 3).Words().ShouldContain("cross-entropy, logarithmic");
        HistoryPlots.Loss(_history, 3).Tooltips().ShouldContain("Epoch 3: validation loss 0.03224");
        HistoryPlots.LearningRate(_history).Words().ShouldContain("logarithmic");
        HistoryPlots.LearningRate(_history).Tooltips()[2].ShouldBe("Epoch 3: learning rate 5e-5");
        HistoryPlots.LearningRate(_history[..2]).Words().ShouldNotContain("logarithmic");
    }

    [Fact]
    public void A_confusion_matrix_has_a_cell_for_each_count_with_its_number_and_share()
    {
        byte[] truth = [0, 0, 0, 0, 1, 1, 1, 1, 1, 2], predicted = [0, 0, 0, 1, 1, 1, 1, 0, 0, 2];
        ConfusionMatrix matrix = ConfusionMatrix.Count(truth, predicted, 4);
        string[] labels = ["a", "b", "<c>", "d"];
        string[] cells =
        [
            "a taken for a: 3 (75.00 % of 4)", "a taken for b: 1 (25.00 % of 4)",
            "b taken for a: 2 (40.00 % of 5)", "b taken for b: 3 (60.00 % of 5)", "<c> taken for <c>: 1 (100.00 % of 1)",
        ];
        SvgPicture counts = ConfusionPlot.Counts(matrix, labels);
        counts.Tooltips().ShouldBe(cells);
        counts.Words().ShouldContain("7 of 10 right (70.00 %); most often: b taken for a, 2 times");
        SvgPicture shares = ConfusionPlot.Normalised(matrix, labels);
        shares.Tooltips().ShouldBe(cells);
        foreach (string share in new[] { "75.0", "25.0", "40.0", "60.0", "100" })
            shares.Words().ShouldContain(share);
        Should.Throw<ArgumentException>(() => ConfusionPlot.Counts(matrix, ["a"]));
    }

    [Fact]
    public void Of_47_classes_the_numbers_are_in_the_tooltips_alone()
    {
        byte[] truth = [.. Enumerable.Range(0, 4700).Select(i => (byte)(i % 47))];
        string[] labels = [.. Enumerable.Range(0, 47).Select(c => $"class {c}")];
        SvgPicture picture = ConfusionPlot.Counts(ConfusionMatrix.Count(truth, truth, 47), labels);
        picture.Tooltips().Length.ShouldBe(47);
        picture.Words().ShouldNotContain("100");
        picture.Width.ShouldBe(520);
    }

    [Fact]
    public void Classes_without_images_have_no_dots()
    {
        SvgPicture picture = ClassDotsPlot.Create([new("7", 0.9939, 0.9969, 0.9954, 980), new("8", 0, 0, 0, 0)]);
        picture.Tooltips().ShouldBe([
            "precision", "recall", "F1", "7: precision 99.39 % (980 images)", "7: recall 99.69 % (980 images)", "7: F1 99.54 % (980 images)",
        ]);
        picture.Words().ShouldContain("no images");
    }

    [Fact]
    public void Reliability_says_each_bin_and_the_calibration_error()
    {
        SvgPicture picture = ReliabilityPlot.Create([new(0, 0.5, 0, 0, 0), new(0.5, 1, 1234, 0.9876, 0.9765)], 0.0111);
        const string Bin = "Confidence 50.0 % to 100.0 %: 1,234 images, mean confidence 98.76 %, accuracy 97.65 %";
        picture.Tooltips().ShouldBe([Bin, Bin, "accuracy", Bin]);
        picture.Words().ShouldContain("expected calibration error (ECE) 1.11 %");
    }

    [Fact]
    public void Robustness_bars_are_as_long_as_their_errors_the_worst_first()
    {
        SvgPicture picture = RobustnessPlot.Create(new Robustness(0.0064, 0.15, [new("shot_noise", 0.1), new("fog", 0.2)]));
        picture.Tooltips().ShouldBe(["fog: 20.00 % misread", "shot_noise: 10.00 % misread", "clean: 0.64 % misread", "mean: 15.00 % misread"]);
        double[] widths = [.. picture.Elements("rect").Where(bar => (string?)bar.Attribute("class") == "f0").Select(bar => double.Parse(bar.Attribute("width")!.Value, CultureInfo.InvariantCulture))];
        (widths[0] / widths[1]).ShouldBe(2, 0.001);
    }

    [Fact]
    public void Rejection_marks_where_the_error_is_half_and_a_tenth()
    {
        SvgPicture picture = RejectionPlot.Create([new(0, 0.98, 0.3), new(0.1, 0.99, 0.6), new(0.2, 0.998, 0.8), new(0.3, 1, 0.9), new(1, double.NaN, 1)]);
        picture.Tooltips().ShouldContain("10.00 % rejected (confidence under 60.00 %): error 1.000 %");
        picture.Words().ShouldContain("half the error: 10.00 % rejected");
        picture.Words().ShouldContain("a tenth of the error: 20.00 % rejected");
    }
}
