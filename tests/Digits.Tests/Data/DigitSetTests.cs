using Digits.Data;

namespace Digits.Tests.Data;

public sealed class DigitSetTests
{
    private static readonly DigitSet _three = new("three", 1, 2, [1, 2, 3, 4, 5, 6], [7, 8, 9]) { Source = "here" };

    [Fact]
    public void A_set_tells_its_images_and_labels()
    {
        (_three.Count, _three.Rows, _three.Columns, _three.IsLabeled).ShouldBe((3, 1, 2, true));
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
        Should.Throw<ArgumentOutOfRangeException>(() => _three.Image(3).Length);
        Should.Throw<ArgumentOutOfRangeException>(() => _three.Subset([-1]));
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(9, 10)]
    [InlineData(46, 47)]
    [InlineData(255, 256)]
    public void Classes_are_numbers_unless_they_are_named(byte highest, int classes)
    {
        DigitSet set = new("x", 1, 1, new byte[2], [0, highest]);
        set.LabelNames.ShouldBe(Enumerable.Range(0, classes).Select(label => $"{label}"));
        set.Take(1).LabelNames.Count.ShouldBe(classes);
        set.Subset([0]).LabelNames.Count.ShouldBe(classes);
    }

    [Fact]
    public void Names_go_with_the_labels()
    {
        DigitSet set = Named("cat", "dog");
        set.Take(1).LabelNames.ShouldBe(["cat", "dog"]);
        set.Subset([1]).LabelNames.ShouldBe(["cat", "dog"]);
        Bad.Says(() => Named("cat"), "1 class names", "labels up to 1");
        Bad.Says(() => Named("cat", "cat"), "two classes", "'cat'");
        foreach (string name in new[] { "", "a,b", " a", "a\nb", "\"a" })
            Bad.Says(() => Named("cat", name), "cannot be the name of a class");
        static DigitSet Named(params string[] names) => new("x", 1, 1, new byte[2], [0, 1]) { LabelNames = names };
    }

    [Fact]
    public void Both_parts_have_the_same_classes()
    {
        DigitSet many = new("many", 1, 1, new byte[1], [46]);
        new DigitData(_three, many).RequireLabelNames().Count.ShouldBe(47);
        new DigitData(many, _three).RequireLabelNames().Count.ShouldBe(47);
        DigitSet pets = new("pets", 1, 1, new byte[1], [1]) { LabelNames = ["cat", "dog"] };
        new DigitData(null, pets).RequireLabelNames().ShouldBe(["cat", "dog"]);
        Bad.Says(() => new DigitData(_three, pets).RequireLabelNames(), "here", "0, 1, 2", "cat, dog");
    }

    [Fact]
    public void Data_that_is_missing_is_said_so()
    {
        DigitSet unlabelled = new("u", 1, 1, [1], null);
        Bad.Says(() => new DigitData(null, _three).RequireTrain(), "here", "test images only");
        Bad.Says(() => new DigitData(unlabelled, null).RequireTrain(), "u", "no labels");
        Bad.Says(() => new DigitData(unlabelled, null).RequireTest(), "no labels");
        new DigitData(_three, null).RequireTest().ShouldBeSameAs(_three);
        DigitSet test = new DigitData(unlabelled, _three).RequireTest();
        test.Pixels.SequenceEqual(_three.Pixels).ShouldBeTrue();
        test.IsHeldOut.ShouldBeTrue();
    }
}
