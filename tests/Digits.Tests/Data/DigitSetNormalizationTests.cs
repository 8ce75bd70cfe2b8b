using Digits.Data;

namespace Digits.Tests.Data;

public sealed class DigitSetNormalizationTests
{
    [Fact]
    public void Only_the_images_change()
    {
        string[] names = ["no", "yes"];
        DigitSet set = new("signs", 8, 12, Make.Bytes(new SeededRandom(1), 3 * 96), [1, 0, 1]) { Source = "signs/", LabelNames = names };
        DigitSet framed = set.Normalize();
        (framed.Count, framed.Rows, framed.Columns, framed.Name, framed.Source).ShouldBe((3, 28, 28, "signs", "signs/"));
        framed.Labels.ToArray().ShouldBe([1, 0, 1]);
        framed.LabelNames.ShouldBe(names);
        set.Normalize(32).Rows.ShouldBe(32);
    }

    [Fact]
    public void More_than_a_set_can_hold_is_refused() =>
        Bad.Says(() => Make.Set(3, 1, 1).Normalize(30_000), "3 images of 30000x30000 are more than a set can hold; up to 2 fit.");

    [Fact]
    public void A_set_without_labels_or_without_images_stays_so()
    {
        Make.Set(3, labelled: false).Normalize().IsLabeled.ShouldBeFalse();
        Make.Set(0).Normalize().Count.ShouldBe(0);
    }

    [Fact]
    public void A_set_of_scans_of_dark_ink_gives_the_same_as_its_negative()
    {
        DigitSet strokes = Strokes.Generate(train: 1, test: 50).Test!;
        DigitSet scans = new("scans", 28, 28, [.. strokes.Pixels.ToArray().Select(value => (byte)(255 - value))], strokes.Labels.ToArray());
        Make.ShouldEqual(scans.Normalize(), strokes.Normalize());
    }

    [SkippableFact]
    public void Most_images_of_mnist_stay_as_they_are_but_for_their_faintest_pixels()
    {
        DigitSet mnist = DataSource.Load(RealData.Folder("mnist")).RequireTest().Take(2000);
        DigitSet framed = mnist.Normalize();
        int same = Enumerable.Range(0, mnist.Count)
            .Count(i => mnist.Image(i).ToArray().Zip(framed.Image(i).ToArray()).All(pair => Math.Abs(pair.First - pair.Second) <= 16));
        // Others have an edge of the box so faint that it is taken for ground, and become a little larger.
        same.ShouldBeGreaterThan(1900);
    }
}
