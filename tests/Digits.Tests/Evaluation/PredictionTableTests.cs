using System.Globalization;
using Digits.Evaluation;
using Digits.Tests.Data;

namespace Digits.Tests.Evaluation;

public sealed class PredictionTableTests
{
    [Fact]
    public void A_row_an_image_from_which_the_figures_can_be_made_again()
    {
        using TempFolder folder = new();
        SklearnCase golden = SklearnCase.Load("ten-classes");
        string path = Path.Combine(folder.Path, "predictions.csv");

        PredictionTable.Save(path, golden.TruthBytes, golden.Logits, golden.Labels);

        string[][] rows = [.. File.ReadAllLines(path).Select(line => line.Split(','))];
        rows[0].ShouldBe(["index", "truth", "predicted", "confidence", "loss", .. golden.Labels.Select(label => $"p_{label}")]);
        rows.Length.ShouldBe(401);
        rows[1..].Count(row => row[1] == row[2]).ShouldBe((int)Math.Round(golden.Accuracy * 400));
        rows[1..].Average(row => Number(row[4])).ShouldBe(golden.Nll, 1e-7);
        rows[1..].ShouldAllBe(row => Math.Abs(row.Skip(5).Sum(Number) - 1) < 1e-4);
        rows[1..].ShouldAllBe(row => Math.Abs(row.Skip(5).Max(Number) - Number(row[3])) < 1e-5);
    }

    [Fact]
    public void Names_with_commas_and_quotes_stay_one_field()
    {
        using TempFolder folder = new();
        string path = Path.Combine(folder.Path, "predictions.csv");

        PredictionTable.Save(path, [1], [0, 3], ["a, b", "say \"c\""]);

        File.ReadAllLines(path)[1].ShouldStartWith("0,\"say \"\"c\"\"\",\"say \"\"c\"\"\",0.95");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
