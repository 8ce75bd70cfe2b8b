using Digits.Evaluation;
using Digits.Reports;

namespace Digits.Tests.Reports.Pictures;

public sealed class MistakeGalleryTests
{
    // What fits beside the plots in a report that mail and chat still take.
    private const int MostBytes = 300_000;

    [Fact]
    public void Mistakes_are_shown_by_loss_with_their_own_pixels()
    {
        EvaluatedSet evaluated = Evaluated.Random(40);
        Drawn gallery = new(MisclassifiedGallery.Create(evaluated));
        gallery.Numbers.ShouldBe(evaluated.Misclassified.Select(image => image.Index));
        gallery.Numbers.Select(image => evaluated.Scores.Loss[image]).ShouldBeInOrder(SortDirection.Descending);
        gallery.Digits.Select(Drawn.Pixels).ShouldBe(gallery.Numbers.Select(image => evaluated.Set.Image(image).ToArray()));
    }

    [Fact]
    public void A_mistake_names_its_three_likeliest_classes()
    {
        EvaluatedSet evaluated = Evaluated.Perfect(5, 10, 2);
        Drawn gallery = new(MisclassifiedGallery.Create(evaluated));
        MisclassifiedImage image = evaluated.Misclassified.ShouldHaveSingleItem();
        string top = string.Join(", ", image.Top.Select(candidate => $"{evaluated.Labels[candidate.Class]} {100 * candidate.Probability:0.00} %"));
        // Logits of 4 for one class and 0 for nine others: e^4 / (e^4 + 9) and 1 / (e^4 + 9), loss ln(e^4 + 9).
        gallery.Tooltips.ShouldBe([$"Image 2: is {evaluated.Truth(2)}; {top}; loss 4.15"]);
        top.ShouldContain("85.85 %");
        gallery.Texts.ShouldContain("86 %");
        gallery.Texts.Count(text => text == "2 %").ShouldBe(2);
    }

    [Fact]
    public void More_mistakes_than_there_is_room_for_are_counted()
    {
        EvaluatedSet evaluated = Evaluated.Random(100);
        Drawn gallery = new(MisclassifiedGallery.Create(evaluated, most: 10));
        gallery.Digits.Length.ShouldBe(10);
        gallery.Texts.ShouldContain($"… and {evaluated.Misclassified.Count - 10} more, with smaller losses.");
    }

    [Fact]
    public void Pairs_are_counted_as_in_the_confusion_matrix_and_the_most_frequent_come_first()
    {
        EvaluatedSet evaluated = Evaluated.Random(500, classes: 4);
        ConfusionMatrix confusion = ConfusionMatrix.Count(evaluated.Set.Labels, evaluated.Scores.Predicted, 4);
        string[] expected =
        [
            .. from truth in Enumerable.Range(0, 4)
               from predicted in Enumerable.Range(0, 4)
               where truth != predicted
               orderby confusion[truth, predicted] descending, truth, predicted
               select $"{confusion[truth, predicted]} of {confusion.Support(truth)}",
        ];
        Drawn gallery = new(ConfusedPairsGallery.Create(evaluated));
        gallery.Texts.Where(text => text.Contains(" of ", StringComparison.Ordinal) && char.IsAsciiDigit(text[0])).ShouldBe(expected[..10]);
        gallery.Digits.Length.ShouldBe(80);
        gallery.Digits.Select(Drawn.Pixels).ShouldBe(gallery.Numbers.Select(image => evaluated.Set.Image(image).ToArray()));
        gallery.Texts.ShouldContain(text => text.StartsWith("… and 2 other pairs"));
    }

    [Fact]
    public void Doubtful_ones_are_right_and_the_least_certain_come_first()
    {
        EvaluatedSet evaluated = Evaluated.Random(400);
        Drawn gallery = new(DoubtfulGallery.Create(evaluated));
        gallery.Numbers.Length.ShouldBe(24);
        gallery.Numbers.ShouldAllBe(image => evaluated.IsCorrect(image));
        double last = evaluated.Scores.Confidence[gallery.Numbers[^1]];
        gallery.Numbers.Select(image => evaluated.Scores.Confidence[image]).ShouldBeInOrder(SortDirection.Ascending);
        Enumerable.Range(0, 400).Count(image => evaluated.IsCorrect(image) && evaluated.Scores.Confidence[image] < last).ShouldBe(23);
    }

    [Fact]
    public void A_perfect_network_has_no_gallery_of_mistakes()
    {
        EvaluatedSet perfect = Evaluated.Perfect(20);
        MisclassifiedGallery.Create(perfect).ShouldBeNull();
        ConfusedPairsGallery.Create(perfect).ShouldBeNull();
        new Drawn(DoubtfulGallery.Create(perfect)).Digits.Length.ShouldBe(20);
    }

    [Fact]
    public void A_network_that_is_always_wrong_has_no_gallery_of_doubts() =>
        DoubtfulGallery.Create(Evaluated.Perfect(3, 10, 0, 1, 2)).ShouldBeNull();

    [Theory]
    [InlineData(1, 8, 8, 2)]
    [InlineData(60, 28, 28, 47)]
    [InlineData(60, 1, 1, 10)]
    [InlineData(10_000, 28, 28, 10)]
    [InlineData(300, 64, 48, 10)]
    [InlineData(60, 300, 200, 10)]
    public void Galleries_of_a_bad_network_stay_small(int count, int rows, int columns, int classes)
    {
        EvaluatedSet evaluated = Evaluated.Random(count, rows, columns, classes);
        SvgPicture?[] pictures = [MisclassifiedGallery.Create(evaluated), ConfusedPairsGallery.Create(evaluated), DoubtfulGallery.Create(evaluated)];
        foreach (SvgPicture? picture in pictures)
        {
            // Noise, which no PNG makes smaller: worse than any real image.
            if (picture is not null)
                new Drawn(picture).Bytes.ShouldBeLessThan(MostBytes);
        }
    }
}
