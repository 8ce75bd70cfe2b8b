using System.Security.Cryptography;
using Digits.Data;

namespace Digits.Tests.Data;

public sealed class StrokesTests
{
    private static readonly DigitData _sample = Strokes.Generate(train: 2000, test: 500, seed: 1);

    [Fact]
    public void Draws_28x28_images_with_labels_in_two_parts()
    {
        foreach ((DigitSet set, int count) in new[] { (_sample.Train!, 2000), (_sample.Test!, 500) })
        {
            set.Name.ShouldBe("strokes");
            set.Count.ShouldBe(count);
            (set.Rows, set.Columns).ShouldBe((28, 28));
            set.IsLabeled.ShouldBeTrue();
        }
    }

    [Fact]
    public void Same_seed_draws_the_same_bytes()
    {
        DigitData again = Strokes.Generate(2000, 500, seed: 1);
        again.Train!.Pixels.SequenceEqual(_sample.Train!.Pixels).ShouldBeTrue();
        again.Train.Labels.SequenceEqual(_sample.Train.Labels).ShouldBeTrue();
        again.Test!.Pixels.SequenceEqual(_sample.Test!.Pixels).ShouldBeTrue();
        again.Test.Labels.SequenceEqual(_sample.Test.Labels).ShouldBeTrue();
    }

    [Fact]
    public void Another_seed_draws_other_digits_in_another_order()
    {
        DigitData other = Strokes.Generate(2000, 500, seed: 2);
        other.Train!.Labels.SequenceEqual(_sample.Train!.Labels).ShouldBeFalse();
        HashSet<string> seen = Hashes(_sample.Train);
        seen.Overlaps(Hashes(other.Train)).ShouldBeFalse();
    }

    [Fact]
    public void No_image_occurs_twice_in_training_and_test()
    {
        HashSet<string> train = Hashes(_sample.Train!);
        HashSet<string> test = Hashes(_sample.Test!);
        train.Count.ShouldBe(2000);
        test.Count.ShouldBe(500);
        train.Overlaps(test).ShouldBeFalse();
    }

    [Fact]
    public void Test_part_does_not_depend_on_the_size_of_the_training_part()
    {
        Strokes.Generate(train: 10, test: 500, seed: 1).Test!.Pixels.SequenceEqual(_sample.Test!.Pixels).ShouldBeTrue();
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1003)]
    public void Each_digit_comes_equally_often_to_within_one(int count)
    {
        int[] counts = new int[10];
        foreach (byte label in Strokes.Generate(count, 1).Train!.Labels)
            counts[label]++;
        counts.Sum().ShouldBe(count);
        (counts.Max() - counts.Min()).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void Labels_come_in_random_order()
    {
        // Of 2000 labels in random order 1 in 10 equals the one before it: 200, give or take 13 (binomial standard deviation).
        ReadOnlySpan<byte> labels = _sample.Train!.Labels;
        int repeats = 0;
        for (int i = 1; i < labels.Length; i++)
            repeats += labels[i] == labels[i - 1] ? 1 : 0;
        repeats.ShouldBeInRange(135, 265);
    }

    [Fact]
    public void Centre_of_mass_lies_within_a_pixel_of_the_centre()
    {
        for (int i = 0; i < _sample.Train!.Count; i++)
        {
            ReadOnlySpan<byte> image = _sample.Train.Image(i);
            double mass = 0, x = 0, y = 0;
            for (int p = 0; p < image.Length; p++)
            {
                mass += image[p];
                x += image[p] * (p % 28);
                y += image[p] * (p / 28);
            }

            (x / mass).ShouldBe(14, tolerance: 1);
            (y / mass).ShouldBe(14, tolerance: 1);
        }
    }

    [Fact]
    public void Ink_fills_the_box_of_20x20()
    {
        for (int i = 0; i < _sample.Train!.Count; i++)
        {
            ReadOnlySpan<byte> image = _sample.Train.Image(i);
            int left = 28, right = -1, top = 28, bottom = -1;
            for (int p = 0; p < image.Length; p++)
            {
                if (image[p] < 64)
                    continue;
                left = Math.Min(left, p % 28);
                right = Math.Max(right, p % 28);
                top = Math.Min(top, p / 28);
                bottom = Math.Max(bottom, p / 28);
            }

            Math.Max(right - left + 1, bottom - top + 1).ShouldBeInRange(18, 21);
        }
    }

    [Fact]
    public void Grey_levels_are_MNISTs()
    {
        // MNIST's training images: mean 0.1307, standard deviation 0.3081 of full ink.
        double sum = 0, squares = 0;
        foreach (byte pixel in _sample.Train!.Pixels)
        {
            sum += pixel / 255.0;
            squares += pixel / 255.0 * (pixel / 255.0);
        }

        double mean = sum / _sample.Train.Pixels.Length;
        mean.ShouldBe(0.1307, tolerance: 0.01);
        Math.Sqrt(squares / _sample.Train.Pixels.Length - mean * mean).ShouldBe(0.3081, tolerance: 0.01);
    }

    [Fact]
    public void Threads_have_no_say_in_what_is_drawn()
    {
        // One artist after another on this thread, from the last image to the first, against the parallel loop.
        StrokeArtist artist = new();
        byte[] image = new byte[28 * 28];
        for (int i = 499; i >= 0; i--)
        {
            artist.Draw(_sample.Test!.Labels[i], Strokes.RandomFor(i, seed: 1, part: 1), image);
            _sample.Test.Image(i).SequenceEqual(image).ShouldBeTrue();
        }
    }

    [Fact]
    public void First_hundred_images_are_the_same_on_every_machine_and_in_every_version()
    {
        // Recorded when the generator was finished. A change here changes every result that was reported on strokes.
        DigitSet hundred = _sample.Train!.Take(100);
        Convert.ToHexStringLower(SHA256.HashData(hundred.Pixels)).ShouldBe("8505111c831b5ab99767405088fd1e5986d0519823c82368a2515920743c8669");
    }

    [Fact]
    public void Examples_of_a_form_have_the_same_strokes_point_for_point()
    {
        foreach (DigitForm form in Enumerable.Range(0, 10).SelectMany(DigitForms.Of))
        {
            foreach (Skeleton skeleton in form.Skeletons)
                Corners(skeleton).ShouldBe(Corners(form.Skeletons[0]));
        }

        static string Corners(Skeleton skeleton)
        {
            return string.Join('|', skeleton.Strokes.Select(stroke => string.Concat(stroke.Select(point => point.IsCorner ? '!' : '.'))));
        }
    }

    [Fact]
    public void Every_form_draws_a_digit_that_fills_its_box_and_is_not_cut_off()
    {
        StrokeArtist artist = new();
        byte[] image = new byte[28 * 28];
        SeededRandom random = new(3);
        for (int digit = 0; digit < 10; digit++)
        {
            foreach (DigitForm form in DigitForms.Of(digit))
            {
                for (int draw = 0; draw < 20; draw++)
                {
                    artist.Draw(form, DigitForms.Breadth(digit), random, image);
                    int[] inked = [.. Enumerable.Range(0, 28 * 28).Where(p => image[p] >= 64)];
                    int width = inked.Max(p => p % 28) - inked.Min(p => p % 28) + 1;
                    int height = (inked[^1] / 28) - (inked[0] / 28) + 1;
                    Math.Max(width, height).ShouldBeInRange(18, 21);
                }
            }
        }
    }

    [Fact]
    public void Every_digit_has_ways_of_writing_it_that_MNISTs_writers_did_not_use()
    {
        foreach (int digit in Enumerable.Range(0, 10))
        {
            DigitForms.Of(digit).Count(form => form.Weight == 0).ShouldBeGreaterThanOrEqualTo(5);
            DigitForms.Of(digit)[0].Weight.ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public void Evenly_drawn_every_way_of_writing_comes_as_often_as_any_other_and_else_those_of_weight_0_never_do()
    {
        SeededRandom random = new(1);
        IReadOnlyList<DigitForm> sevens = DigitForms.Of(7);
        DigitForm[] even = [.. Enumerable.Range(0, 7000).Select(_ => DigitForms.Draw(7, random, evenly: true))];
        DigitForm[] usual = [.. Enumerable.Range(0, 7000).Select(_ => DigitForms.Draw(7, random, evenly: false))];

        // A count's standard deviation is about 30.
        foreach (DigitForm form in sevens)
        {
            even.Count(drawn => drawn == form).ShouldBeInRange((7000 / sevens.Count) - 150, (7000 / sevens.Count) + 150);
            usual.Any(drawn => drawn == form).ShouldBe(form.Weight > 0);
        }

        DigitData forms = Strokes.Generate(train: 50, test: 20, evenly: true);
        (forms.Train!.Name, forms.Train.Count, forms.Test!.Count).ShouldBe(("forms", 50, 20));
        forms.Train.Pixels.SequenceEqual(Strokes.Generate(train: 50, test: 20).Train!.Pixels).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Refuses_an_empty_part(int train, int test)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Strokes.Generate(train, test));
    }

    private static HashSet<string> Hashes(DigitSet set)
    {
        HashSet<string> hashes = [];
        for (int i = 0; i < set.Count; i++)
            hashes.Add(Convert.ToHexString(SHA256.HashData(set.Image(i))));
        return hashes;
    }
}
