using Digits.Evaluation;
using Digits.Reports;
using Digits.Reports.Drawing;

namespace Digits.Tests.Reports.Pictures;

public sealed class MistakeGalleryTests
{
    // What fits beside the plots in a report that mail and chat still take.
    private const int MostBytes = 300_000;

    [Fact]
    public void Mistakes_are_shown_by_loss_with_their_own_pixels()
    {
        Predictions predictions = MadePredictions.Random(40);
        Drawn gallery = new(MisclassifiedGallery.Create(predictions));
        gallery.Numbers.ShouldBe(predictions.Misclassified().Select(image => image.Index));
        gallery.Numbers.Select(image => predictions.Loss[image]).ShouldBeInOrder(SortDirection.Descending);
        gallery.Digits.Select(Drawn.Pixels).ShouldBe(gallery.Numbers.Select(image => predictions.Set.Image(image).ToArray()));
    }

    [Fact]
    public void A_mistake_names_its_three_likeliest_classes()
    {
        Predictions predictions = MadePredictions.Perfect(5, 10, 2);
        Drawn gallery = new(MisclassifiedGallery.Create(predictions));
        MisclassifiedImage image = predictions.Misclassified().ShouldHaveSingleItem();
        string top = string.Join(", ", image.Top.Select(candidate => $"{predictions.LabelNames[candidate.Class]} {100 * candidate.Probability:0.00} %"));
        // Logits of 4 for one class and 0 for nine others: e^4 / (e^4 + 9) and 1 / (e^4 + 9), loss ln(e^4 + 9).
        gallery.Tooltips.ShouldBe([$"Image 2: is {predictions.TruthName(2)}; {top}; loss 4.15"]);
        top.ShouldContain("85.85 %");
        gallery.Texts.ShouldContain("86 %");
        gallery.Texts.Count(text => text == "2 %").ShouldBe(2);
    }

    [Fact]
    public void More_mistakes_than_there_is_room_for_are_counted()
    {
        Predictions predictions = MadePredictions.Random(100);
        Drawn gallery = new(MisclassifiedGallery.Create(predictions, most: 10));
        gallery.Digits.Length.ShouldBe(10);
        gallery.Texts.ShouldContain($"… and {predictions.Misclassified().Count - 10} more, with smaller losses.");
    }

    [Fact]
    public void Pairs_are_counted_as_in_the_confusion_matrix_and_the_most_frequent_come_first()
    {
        Predictions predictions = MadePredictions.Random(500, classes: 4);
        ConfusionMatrix confusion = ConfusionMatrix.Count(predictions.Set.Labels, predictions.Predicted, 4);
        string[] expected =
        [
            .. from truth in Enumerable.Range(0, 4)
               from predicted in Enumerable.Range(0, 4)
               where truth != predicted
               orderby confusion[truth, predicted] descending, truth, predicted
               select $"{confusion[truth, predicted]} of {confusion.Support(truth)}",
        ];
        Drawn gallery = new(ConfusedPairsGallery.Create(predictions));
        gallery.Texts.Where(text => text.Contains(" of ", StringComparison.Ordinal) && char.IsAsciiDigit(text[0])).ShouldBe(expected[..10]);
        gallery.Digits.Length.ShouldBe(80);
        gallery.Digits.Select(Drawn.Pixels).ShouldBe(gallery.Numbers.Select(image => predictions.Set.Image(image).ToArray()));
        gallery.Texts.ShouldContain(text => text.StartsWith("… and 2 other pairs"));
    }

    [Fact]
    public void Doubtful_ones_are_right_and_the_least_certain_come_first()
    {
        Predictions predictions = MadePredictions.Random(400);
        Drawn gallery = new(DoubtfulGallery.Create(predictions));
        gallery.Numbers.Length.ShouldBe(24);
        gallery.Numbers.ShouldAllBe(image => predictions.IsCorrect(image));
        double last = predictions.Confidence[gallery.Numbers[^1]];
        gallery.Numbers.Select(image => predictions.Confidence[image]).ShouldBeInOrder(SortDirection.Ascending);
        Enumerable.Range(0, 400).Count(image => predictions.IsCorrect(image) && predictions.Confidence[image] < last).ShouldBe(23);
    }

    [Fact]
    public void A_perfect_network_has_no_gallery_of_mistakes()
    {
        Predictions perfect = MadePredictions.Perfect(20);
        MisclassifiedGallery.Create(perfect).ShouldBeNull();
        ConfusedPairsGallery.Create(perfect).ShouldBeNull();
        new Drawn(DoubtfulGallery.Create(perfect)).Digits.Length.ShouldBe(20);
    }

    [Fact]
    public void A_network_that_is_always_wrong_has_no_gallery_of_doubts() =>
        DoubtfulGallery.Create(MadePredictions.Perfect(3, 10, 0, 1, 2)).ShouldBeNull();

    [Theory]
    [InlineData(1, 8, 8, 2)]
    [InlineData(60, 28, 28, 47)]
    [InlineData(60, 1, 1, 10)]
    [InlineData(10_000, 28, 28, 10)]
    [InlineData(300, 64, 48, 10)]
    [InlineData(60, 300, 200, 10)]
    public void Galleries_of_a_bad_network_stay_small(int count, int rows, int columns, int classes)
    {
        Predictions predictions = MadePredictions.Random(count, rows, columns, classes);
        SvgPicture?[] pictures = [MisclassifiedGallery.Create(predictions), ConfusedPairsGallery.Create(predictions), DoubtfulGallery.Create(predictions)];
        foreach (SvgPicture? picture in pictures)
        {
            // Noise, which no PNG makes smaller: worse than any real image.
            if (picture is not null)
                new Drawn(picture).Bytes.ShouldBeLessThan(MostBytes);
        }
    }
}
