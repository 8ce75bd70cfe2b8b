using Digits.Evaluation;
using Digits.Reports;

namespace Digits.Tests.Reports.Pictures;

public sealed class PredictionGridTests
{
    [Fact]
    public void It_shows_fifteen_different_images_with_their_own_pixels()
    {
        Predictions predictions = MadePredictions.Random(100);
        Drawn grid = new(PredictionGrid.Create(predictions));
        grid.Numbers.Length.ShouldBe(15);
        grid.Numbers.ShouldBeUnique();
        grid.Digits.Select(Drawn.Pixels).ShouldBe(grid.Numbers.Select(image => predictions.Set.Image(image).ToArray()));
    }

    [Fact]
    public void The_seed_chooses_and_the_result_does_not()
    {
        int[] bad = new Drawn(PredictionGrid.Create(MadePredictions.Random(100))).Numbers;
        new Drawn(PredictionGrid.Create(MadePredictions.Perfect(100))).Numbers.ShouldBe(bad);
        new Drawn(PredictionGrid.Create(MadePredictions.Random(100), seed: 1)).Numbers.ShouldNotBe(bad);
    }

    [Fact]
    public void Exactly_the_wrong_ones_have_a_cross_and_a_thick_frame()
    {
        Predictions predictions = MadePredictions.Perfect(15, 10, 3, 7);
        Drawn grid = new(PredictionGrid.Create(predictions));
        grid.Marks.ShouldBe((13, 2));
        grid.ThickFrames.Select(tooltip => tooltip.Split(':')[0]).Order().ShouldBe(["Image 3", "Image 7"]);
    }

    [Fact]
    public void Labels_and_confidences_are_those_of_the_scores()
    {
        Predictions predictions = MadePredictions.Random(4, classes: 3);
        Drawn grid = new(PredictionGrid.Create(predictions));
        foreach ((int image, string tooltip) in grid.Numbers.Zip(grid.Tooltips))
        {
            string reading = $"is {predictions.TruthName(image)}, read as {predictions.PredictedName(image)} ({100 * predictions.Confidence[image]:0.00} %)";
            tooltip.ShouldBe($"Image {image}: {reading}");
        }

        foreach (int image in grid.Numbers)
            grid.Texts.ShouldContain($"{100 * predictions.Confidence[image]:0} %");
    }

    [Theory]
    [InlineData(1, 8, 8, 2)]
    [InlineData(7, 28, 28, 47)]
    [InlineData(20, 64, 48, 10)]
    [InlineData(20, 1, 1, 10)]
    [InlineData(3, 300, 200, 10)]
    public void Any_size_and_any_number_of_classes(int count, int rows, int columns, int classes) =>
        new Drawn(PredictionGrid.Create(MadePredictions.Random(count, rows, columns, classes))).Digits.Length.ShouldBe(Math.Min(15, count));
}
