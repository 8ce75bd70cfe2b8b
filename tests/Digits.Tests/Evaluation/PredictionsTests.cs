using System.Globalization;
using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Tests.Reports.Pictures;

namespace Digits.Tests.Evaluation;

public sealed class PredictionsTests
{
    [Fact]
    public void A_row_an_image_from_which_the_figures_can_be_made_again()
    {
        using TempFolder folder = new();
        SklearnCase golden = SklearnCase.Load("ten-classes");
        string path = Path.Combine(folder.Path, "predictions.csv");

        golden.Predictions().SaveCsv(path);

        string[][] rows = [.. File.ReadAllLines(path).Select(line => line.Split(','))];
        rows[0].ShouldBe(["index", "truth", "predicted", "confidence", "loss", .. golden.Labels.Select(label => $"p_{label}")]);
        rows.Length.ShouldBe(401);
        rows[1..].Count(row => row[1] == row[2]).ShouldBe((int)Math.Round(golden.Accuracy * 400));
        rows[1..].Average(row => Number(row[4])).ShouldBe(golden.Nll, 1e-7);
        rows[1..].ShouldAllBe(row => Math.Abs(row.Skip(5).Sum(Number) - 1) < 1e-4);
        rows[1..].ShouldAllBe(row => Math.Abs(row.Skip(5).Max(Number) - Number(row[3])) < 1e-5);
    }

    [Fact]
    public void The_most_likely_classes_are_those_of_the_misclassified_images()
    {
        Predictions predictions = MadePredictions.Random(50);
        predictions.Misclassified().Count.ShouldBeGreaterThan(30);
        foreach (MisclassifiedImage image in predictions.Misclassified())
            predictions.Likeliest(image.Index).ShouldBe(image.Top);
    }

    [Fact]
    public void A_set_without_labels_is_refused() => Should.Throw<InvalidInputException>(
        () => new Predictions(new DigitSet("bare", 1, 1, [0], null), ["a", "b"], [1, 2])).Message.ShouldContain("no labeled images");

    [Fact]
    public void Names_with_commas_and_quotes_stay_one_field()
    {
        using TempFolder folder = new();
        string path = Path.Combine(folder.Path, "predictions.csv");

        Outputs.Of([1], [0, 3], ["a, b", "say \"c\""]).SaveCsv(path);

        File.ReadAllLines(path)[1].ShouldStartWith("0,\"say \"\"c\"\"\",\"say \"\"c\"\"\",0.95");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
