using Digits.Data;

namespace Digits.Tests.Data;

public sealed class NegativesTests
{
    private static readonly DigitData _sample = Negatives.Generate(train: 400, test: 100, seed: 5);

    [Fact]
    public void All_are_of_the_class_after_the_digits()
    {
        foreach ((DigitSet set, int count) in new[] { (_sample.Train!, 400), (_sample.Test!, 100) })
        {
            (set.Name, set.Count, set.Rows, set.Columns).ShouldBe(("negatives", count, 28, 28));
            set.Labels.ToArray().ShouldAllBe(label => label == Negatives.Label);
            set.LabelNames.ShouldBe(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "none"]);
        }
    }

    [Fact]
    public void Same_seed_draws_the_same_bytes_and_threads_have_no_say()
    {
        // One artist after another on this thread, from the last image to the first, against the parallel loop.
        NegativeArtist artist = new();
        byte[] image = new byte[28 * 28];
        for (int i = 399; i >= 0; i--)
        {
            artist.Draw(Negatives.KindOf(i, part: 0), new SeededRandom(5, 2 * (ulong)i), image);
            _sample.Train!.Image(i).SequenceEqual(image).ShouldBeTrue();
        }

        Negatives.Generate(400, 100, seed: 6).Train!.Pixels.SequenceEqual(_sample.Train!.Pixels).ShouldBeFalse();
        Negatives.Generate(10, 100, seed: 5).Test!.Pixels.SequenceEqual(_sample.Test!.Pixels).ShouldBeTrue();
    }

    [Fact]
    public void No_kind_is_without_ink_and_all_are_framed_as_digits_are()
    {
        NegativeArtist artist = new();
        byte[] image = new byte[28 * 28];
        foreach (NegativeKind kind in Enum.GetValues<NegativeKind>())
        {
            for (ulong draw = 0; draw < 60; draw++)
            {
                artist.Draw(kind, new SeededRandom(draw, (ulong)kind), image);
                int[] inked = [.. Enumerable.Range(0, image.Length).Where(p => image[p] >= 8)];
                inked.ShouldNotBeEmpty($"{kind}, {draw}");
                int width = inked.Max(p => p % 28) - inked.Min(p => p % 28) + 1;
                int height = (inked[^1] / 28) - (inked[0] / 28) + 1;
                Math.Max(width, height).ShouldBeInRange(17, 22, $"{kind}, {draw}");
            }
        }
    }

    [Fact]
    public void What_is_measured_on_is_of_kinds_that_training_does_not_have()
    {
        NegativeKind[] trained = [.. Enumerable.Range(0, 100).Select(i => Negatives.KindOf(i, part: 0)).Distinct()];
        NegativeKind[] measured = [.. Enumerable.Range(0, 100).Select(i => Negatives.KindOf(i, part: 1)).Distinct()];

        trained.Intersect(measured).ShouldBeEmpty();
        trained.Union(measured).Order().ShouldBe(Enum.GetValues<NegativeKind>());
    }

    [Fact]
    public void Forms_of_letters_and_marks_have_the_same_strokes_point_for_point()
    {
        foreach (DigitForm form in Letters.Forms.Concat(Marks.Forms))
        {
            foreach (Skeleton skeleton in form.Skeletons)
                skeleton.Strokes.Select(stroke => string.Join(' ', stroke.Select(p => p.IsCorner))).ShouldBe(
                    form.Skeletons[0].Strokes.Select(stroke => string.Join(' ', stroke.Select(p => p.IsCorner))));
        }
    }

    [Fact]
    public void They_join_sets_of_digits_which_then_have_a_class_more()
    {
        DigitData joined = DataSource.Load("strokes+negatives");

        joined.Train!.LabelNames.ShouldBe(_sample.Train!.LabelNames);
        joined.Train.Count.ShouldBe(12000 + 20000);
        joined.Train.Labels[^1].ShouldBe(Negatives.Label);
        joined.Test!.LabelNames.Count.ShouldBe(10);
        joined.RequireLabelNames().ShouldBe(_sample.Train.LabelNames);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Refuses_an_empty_part(int train, int test) => Should.Throw<ArgumentOutOfRangeException>(() => Negatives.Generate(train, test));
}
