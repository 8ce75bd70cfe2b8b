using Digits.Data;

namespace Digits.Tests.Data;

public sealed class DigitSetTests
{
    private static readonly DigitSet _three = new("three", 1, 2, [1, 2, 3, 4, 5, 6], [7, 8, 9]) { Source = "here" };

    [Fact]
    public void A_set_tells_its_images_and_labels()
    {
        (_three.Count, _three.Rows, _three.Columns, _three.IsLabelled).ShouldBe((3, 1, 2, true));
        _three.Image(1).ToArray().ShouldBe([3, 4]);
        _three.Labels.ToArray().ShouldBe([7, 8, 9]);
    }

    [Fact]
    public void Subsets_keep_the_asked_order_and_the_source()
    {
        DigitSet subset = _three.Subset([2, 0, 2]);
        subset.Pixels.ToArray().ShouldBe([5, 6, 1, 2, 5, 6]);
        subset.Labels.ToArray().ShouldBe([9, 7, 9]);
        (subset.Name, subset.Source).ShouldBe(("three", "here"));
    }

    [Fact]
    public void Taking_more_than_there_is_takes_all()
    {
        _three.Take(2).Labels.ToArray().ShouldBe([7, 8]);
        _three.Take(5).ShouldBeSameAs(_three);
        _three.Take(0).Count.ShouldBe(0);
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        Bad.Says(() => new DigitSet("x", 0, 2, [], null), "0x2");
        Bad.Says(() => new DigitSet("x", 2, 2, new byte[7], null), "7 pixels", "2x2");
        Bad.Says(() => new DigitSet("x", 1, 1, new byte[2], new byte[1]), "2 images", "1 labels");
        Bad.Says(() => new DigitSet("x", 1, 1, new byte[2], [9, 10]), "label 10", "image 1");
        Should.Throw<ArgumentOutOfRangeException>(() => _three.Image(3).Length);
        Should.Throw<ArgumentOutOfRangeException>(() => _three.Subset([-1]));
    }

    [Fact]
    public void Data_that_is_missing_is_said_so()
    {
        DigitSet unlabelled = new("u", 1, 1, [1], null);
        Bad.Says(() => new DigitData(null, _three).RequireTrain(), "here", "test images only");
        Bad.Says(() => new DigitData(unlabelled, null).RequireTrain(), "u", "no labels");
        Bad.Says(() => new DigitData(unlabelled, null).RequireTest(), "no labels");
        new DigitData(_three, null).RequireTest().ShouldBeSameAs(_three);
        new DigitData(unlabelled, _three).RequireTest().ShouldBeSameAs(_three);
    }
}
