using Digits.Data;
using Digits.Engine;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Tests.Data;

public sealed class AugmentationTests
{
    private static readonly AugmentationOptions _everything = AugmentationOptions.Parse(
        "shift=2,rotate=20,scale=0.2,stretch=0.2,shear=0.2,elastic=1,thickness=1.5,fill=0.5,cubic=0.5,intrude=0.3,coarse=1,binary=0.3,contrast=0.3,noise=0.3,"
        + "erase=0.5,cutout=3,mixup=0.4");

    [Fact]
    public void Options_are_read_as_they_are_written()
    {
        AugmentationOptions.Parse(_everything.ToString()).ShouldBe(_everything);
        AugmentationOptions.Parse("").IsNone.ShouldBeTrue();
        AugmentationOptions.Parse(" shift = 2 , rotate=10 ").ShouldBe(new AugmentationOptions { Shift = 2, Rotate = 10 });
    }

    [Theory]
    [InlineData("rotat=10", "augment has the unknown change 'rotat'; did you mean 'rotate'?")]
    [InlineData("rotate", "augment rotate cannot be used; give rotate=X with X from 0 to 180.")]
    [InlineData("shift=-1", "augment shift=-1 cannot be used; give shift=X with X from 0 to 100.")]
    [InlineData("erase=NaN", "augment erase=NaN cannot be used; give erase=X with X from 0 to 1.")]
    [InlineData("shift=1,shift=2", "augment gives shift twice; leave one out.")]
    public void What_cannot_be_used_is_one_line(string text, string message) =>
        Should.Throw<DigitsException>(() => AugmentationOptions.Parse(text)).Message.ShouldBe(message);

    [Fact]
    public void Images_of_any_size_stay_images_and_blank_ones_stay_blank() => Prop.ForAll(Make.Sets(), set =>
    {
        DigitSet changed = _everything.Apply(set, seed: 3);

        changed.Pixels.Length.ShouldBe(set.Pixels.Length);
        changed.Labels.SequenceEqual(set.Labels).ShouldBeTrue();
        _everything.Apply(set, seed: 3).Pixels.SequenceEqual(changed.Pixels).ShouldBeTrue();
        new AugmentationOptions().Apply(set).Pixels.SequenceEqual(set.Pixels).ShouldBeTrue();

        DigitSet blank = new("blank", set.Rows, set.Columns, new byte[set.Pixels.Length], null);
        (_everything with { Contrast = 0, Noise = 0, Intrude = 0 }).Apply(blank).Pixels.ContainsAnyExcept((byte)0).ShouldBeFalse();
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("shift=3")]
    [InlineData("rotate=45")]
    [InlineData("scale=0.3")]
    [InlineData("stretch=0.3")]
    [InlineData("shear=0.3")]
    [InlineData("elastic=1")]
    [InlineData("thickness=1")]
    [InlineData("coarse=1")]
    [InlineData("binary=1")]
    [InlineData("erase=1")]
    [InlineData("cutout=8")]
    public void Each_changes_every_digit_but_leaves_most_of_its_ink_in_the_mean(string option)
    {
        DigitSet digits = Strokes.Generate(train: 200, test: 1).Train!;

        DigitSet changed = AugmentationOptions.Parse(option).Apply(digits);

        int same = Enumerable.Range(0, digits.Count).Count(i => digits.Image(i).SequenceEqual(changed.Image(i)));
        same.ShouldBeLessThan(option.StartsWith("erase", StringComparison.Ordinal) || option.StartsWith("cutout", StringComparison.Ordinal) ? 120 : 5);
        (Ink(changed) / Ink(digits)).ShouldBeInRange(0.6, 1.3);
    }

    [Fact]
    public void A_shift_moves_the_middle_of_the_ink_by_no_more_than_it_says()
    {
        DigitSet dot = Dots(300);

        DigitSet shifted = AugmentationOptions.Parse("shift=2.5").Apply(dot);

        double[] moves = [.. Enumerable.Range(0, dot.Count).Select(i => Middle(shifted.Image(i)).X - Middle(dot.Image(i)).X)];
        moves.Max(Math.Abs).ShouldBeLessThan(2.55);

        // Uniform from -2.5 to 2.5: a deviation of 2.5 / sqrt 3 = 1.44, its own standard error with 300 draws about 0.04.
        Math.Sqrt(moves.Average(move => move * move)).ShouldBeInRange(1.3, 1.6);
    }

    [Fact]
    public void Cubic_sampling_gives_back_what_lies_on_the_pixels_and_leaves_strokes_sharper()
    {
        DigitSet digits = Strokes.Generate(train: 100, test: 1).Train!;
        AugmentationOptions.Parse("rotate=0.0000001,cubic=1").Apply(digits).Pixels.SequenceEqual(digits.Pixels).ShouldBeTrue();

        DigitSet linear = AugmentationOptions.Parse("rotate=30").Apply(digits);
        DigitSet cubic = AugmentationOptions.Parse("rotate=30,cubic=1").Apply(digits);

        // The same turns: ink stays, edges differ.
        (Ink(cubic) / Ink(linear)).ShouldBeInRange(0.99, 1.02);
        Edges(cubic).ShouldBeInRange(1.15 * Edges(linear), 1.05 * Edges(digits));

        // Squared differences between neighbours.
        static double Edges(DigitSet set) => Enumerable.Range(1, set.Pixels.Length - 1).Sum(i => Math.Pow(set.Pixels[i] - set.Pixels[i - 1], 2));
    }

    [Fact]
    public void Elastic_displacements_have_the_deviation_that_was_asked_for()
    {
        ElasticField field = new(28, 28);
        SeededRandom random = new(1);
        double sum = 0;
        for (int draw = 0; draw < 200; draw++)
        {
            field.Draw(random, 1.5f);
            for (int y = 0; y < 28; y++)
                sum += field.RowX(y).ToArray().Concat(field.RowY(y).ToArray()).Average(value => value * value);
        }

        // 200 draws of two fields of some 40 independent values: the standard error is about 1.5 %.
        Math.Sqrt(sum / (200 * 28)).ShouldBeInRange(1.42, 1.58);
    }

    [Fact]
    public void Thicker_strokes_have_more_ink_and_thinner_ones_less()
    {
        DigitSet digits = Strokes.Generate(train: 400, test: 1).Train!;
        DigitSet changed = AugmentationOptions.Parse("thickness=1").Apply(digits);

        double[] ratios = [.. Enumerable.Range(0, digits.Count).Select(i => Ink(changed.Image(i)) / Ink(digits.Image(i))).Order()];

        ratios[20].ShouldBeLessThan(0.7);
        ratios[^20].ShouldBeGreaterThan(1.3);
    }

    [Fact]
    public void A_shift_alone_is_bilinear()
    {
        DigitSet digits = Strokes.Generate(train: 20, test: 1).Train!;

        DigitSet shifted = AugmentationOptions.Parse("shift=2.5").Apply(digits, seed: 5);

        for (int i = 0; i < digits.Count; i++)
        {
            SeededRandom random = new(0);
            random.Restart(5, (ulong)i);
            double dx = 2.5 * ((2 * random.NextDouble()) - 1);
            double dy = 2.5 * ((2 * random.NextDouble()) - 1);
            for (int pixel = 0; pixel < 784; pixel++)
            {
                (double x, double y) = ((pixel % 28) - dx, (pixel / 28) - dy);
                (int left, int top) = ((int)Math.Floor(x), (int)Math.Floor(y));
                double upper = At(digits, i, left, top) + ((x - left) * (At(digits, i, left + 1, top) - At(digits, i, left, top)));
                double lower = At(digits, i, left, top + 1) + ((x - left) * (At(digits, i, left + 1, top + 1) - At(digits, i, left, top + 1)));
                ((double)shifted.Image(i)[pixel]).ShouldBe(upper + ((y - top) * (lower - upper)), 0.51);
            }
        }
    }

    [Fact]
    public void Filled_digits_are_up_to_as_wide_as_high()
    {
        byte[] pixels = new byte[28 * 28 * 100];
        for (int i = 0; i < 100; i++)
        {
            for (int y = 4; y < 24; y++)
                pixels.AsSpan((i * 784) + (y * 28) + 12, 4).Fill(255);
        }

        DigitSet filled = AugmentationOptions.Parse("fill=1").Apply(new DigitSet("bars", 28, 28, pixels, null));

        int[] widths = [.. Enumerable.Range(0, 100).Select(i => filled.Image(i).Slice(14 * 28, 28).ToArray().Count(value => value > 127)).Order()];
        widths[0].ShouldBeInRange(4, 5);
        widths[^1].ShouldBeInRange(18, 20);
        filled.Image(7).Slice(4 * 28, 28).ContainsAnyExcept((byte)0).ShouldBeTrue();
        filled.Image(7)[..(3 * 28)].ContainsAnyExcept((byte)0).ShouldBeFalse();
    }

    [Fact]
    public void Coarse_pixels_are_what_a_smaller_picture_has_left()
    {
        DigitSet digits = Strokes.Generate(train: 20, test: 1).Train!;
        CoarsePixels coarse = new(28, 28);
        float[] image = [.. digits.Image(0).ToArray().Select(value => value / 255f)];
        float[] same = [.. image];
        float[] small = [.. image];

        coarse.Apply(same, 1, threshold: null);
        coarse.Apply(small, 4, threshold: null);

        same.Zip(image).Max(pair => Math.Abs(pair.First - pair.Second)).ShouldBeLessThan(1e-6f);
        small.Sum().ShouldBe(image.Sum(), 0.02 * image.Sum());
        Roughness(small).ShouldBeLessThan(0.7 * Roughness(image));

        coarse.Apply(image, 1, threshold: 0.5f);
        image.ShouldAllBe(value => value == 0 || value == 1);
    }

    [Fact]
    public void Contrast_and_noise_change_the_ground_by_as_much_as_they_say()
    {
        DigitSet blank = new("blank", 28, 28, new byte[784 * 400], null);

        double[] grounds = [.. Each(AugmentationOptions.Parse("contrast=0.4").Apply(blank)).Select(image => image.Average(value => value / 255.0))];
        grounds.Max().ShouldBeInRange(0.38, 0.41);
        grounds.Count(ground => ground == 0).ShouldBeInRange(160, 240);
        grounds.Average().ShouldBe(0.1, 0.02);

        // On a grey ground that nothing is cut off from.
        DigitSet grey = new("grey", 28, 28, [.. Enumerable.Repeat((byte)128, 784 * 400)], null);
        byte[][] noisy = [.. Each(AugmentationOptions.Parse("noise=0.2").Apply(grey))];
        noisy.Count(image => image.All(value => value == 128)).ShouldBeInRange(160, 240);
        double[] deviations =
            [.. noisy.Where(image => !image.Contains((byte)0)).Select(image => Math.Sqrt(image.Average(value => Math.Pow((value - 128) / 255.0, 2))))];
        deviations.Max().ShouldBeInRange(0.17, 0.21);
        double[] shares = [.. noisy.Where(image => image.Contains((byte)255) && image.All(value => value is 0 or 128 or 255))
            .Select(image => image.Count(value => value != 128) / 784.0)];
        shares.Max().ShouldBeInRange(0.08, 0.14);

        static IEnumerable<byte[]> Each(DigitSet set) => Enumerable.Range(0, set.Count).Select(i => set.Image(i).ToArray());
    }

    [Fact]
    public void A_batch_is_the_same_whoever_makes_its_pieces_and_whatever_came_before()
    {
        DigitSet digits = Strokes.Generate(train: 150, test: 1).Train!;
        Batches one = new(digits, Enumerable.Range(0, 150).ToArray(), 100, seed: 4, augmentation: _everything);
        Batches other = new(digits, Enumerable.Range(0, 150).ToArray(), 100, seed: 4, augmentation: _everything);
        Images(other, epoch: 0, batch: 0, [3, 2, 1, 0]);

        Images(one, epoch: 1, batch: 0, [0, 1, 2, 3]).ShouldBe(Images(other, epoch: 1, batch: 0, [2, 0, 3, 1]));
        Images(one, epoch: 1, batch: 0, [0, 1, 2, 3]).ShouldNotBe(Images(one, epoch: 2, batch: 0, [0, 1, 2, 3]));
    }

    [Fact]
    public void The_last_epochs_are_changed_a_third_as_much()
    {
        DigitSet digits = Strokes.Generate(train: 150, test: 1).Train!;
        Batches ending = Of(_everything, mildFrom: 1);

        Images(ending, epoch: 0, batch: 0, [0, 1, 2, 3]).ShouldBe(Images(Of(_everything), epoch: 0, batch: 0, [0, 1, 2, 3]));
        Images(ending, epoch: 1, batch: 0, [0, 1, 2, 3]).ShouldBe(Images(Of(_everything.Milder()), epoch: 1, batch: 0, [0, 1, 2, 3]));
        AugmentationOptions.Parse("shift=3,rotate=12,erase=0.75,cubic=1,mixup=0.4").Milder().ToString()
            .ShouldBe("shift=1,rotate=4,cubic=1,erase=0.25,mixup=0.4");

        Batches Of(AugmentationOptions changes, int mildFrom = int.MaxValue) =>
            new(digits, Enumerable.Range(0, 150).ToArray(), 100, seed: 4, augmentation: changes, mildFrom: mildFrom);
    }

    [Fact]
    public void Blends_have_probabilities_for_targets_that_go_with_their_shares()
    {
        // One pixel each, the label's own brightness: a blend's pixel tells what its target has to be.
        DigitSet set = new("levels", 1, 1, [.. Enumerable.Range(0, 10).Select(i => (byte)(i * 25))], [.. Enumerable.Range(0, 10).Select(i => (byte)i)]);
        Batches batches = new(set, Enumerable.Range(0, 10).ToArray(), 10, seed: 2, augmentation: new AugmentationOptions { Mixup = 1 });
        byte[] labels = new byte[10];
        float[] targets = new float[100];
        float[] images = new float[10];

        batches.Select(0, 0, labels, targets);
        ((IBatchSource)batches).Fill(0, images);

        batches.HasTargets.ShouldBeTrue();
        for (int i = 0; i < 10; i++)
        {
            float[] target = targets[(i * 10)..((i + 1) * 10)];
            target.Sum().ShouldBe(1f, 1e-6);
            target.Select((share, digit) => share * digit * 25 / 255).Sum().ShouldBe(images[i], 1e-5);
        }

        targets.Count(share => share is > 0.02f and < 0.98f).ShouldBeGreaterThan(10);
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(0.001)]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(4)]
    public void Mixup_draws_shares_of_the_mean_and_variance_of_its_beta_distribution(double alpha)
    {
        const int Count = 20000;
        Mixup mixup = new(alpha, seed: 3, Count);
        byte[] labels = new byte[Count];
        mixup.Draw(0, labels, new float[Count * 2]);
        double[] shares = [.. Enumerable.Range(0, Count).Select(i => (double)mixup.Share(i))];

        shares.ShouldAllBe(share => share >= 0 && share <= 1);
        shares.Average().ShouldBe(0.5, 0.015);
        shares.Average(share => (share - 0.5) * (share - 0.5)).ShouldBe(1 / (4 * ((2 * alpha) + 1)), 0.005);
    }

    private static float[] Images(Batches batches, int epoch, int batch, int[] order)
    {
        byte[] labels = new byte[100];
        float[] targets = new float[1000];
        int area = 28 * 28;
        int count = batches.SizeOf(batch);
        float[] images = new float[count * area];
        batches.Select(epoch, batch, labels, targets.AsSpan(0, count * 10));
        foreach (int piece in order)
            ((IBatchSource)batches).Fill(piece * 32, images.AsSpan(piece * 32 * area, Math.Min(32, count - (piece * 32)) * area));

        return [.. images, .. targets];
    }

    private static DigitSet Dots(int count)
    {
        byte[] pixels = new byte[count * 400];
        for (int i = 0; i < count; i++)
        {
            for (int y = 8; y < 12; y++)
                pixels.AsSpan((i * 400) + (y * 20) + 8, 4).Fill(255);
        }

        return new DigitSet("dots", 20, 20, pixels, null);
    }

    private static (double X, double Y) Middle(ReadOnlySpan<byte> image)
    {
        double ink = 0, x = 0, y = 0;
        for (int i = 0; i < image.Length; i++)
            (ink, x, y) = (ink + image[i], x + (image[i] * (i % 20)), y + (image[i] * (i / 20)));

        return (x / ink, y / ink);
    }

    private static double At(DigitSet set, int image, int x, int y) => x is < 0 or > 27 || y is < 0 or > 27 ? 0 : set.Image(image)[(y * 28) + x];

    private static double Roughness(float[] image) => image.Zip(image.Skip(1)).Sum(pair => Math.Abs(pair.First - pair.Second));

    private static double Ink(DigitSet set) => Ink(set.Pixels);

    private static double Ink(ReadOnlySpan<byte> pixels)
    {
        double sum = 0;
        foreach (byte pixel in pixels)
            sum += pixel;

        return sum;
    }
}
