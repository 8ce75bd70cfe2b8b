using Digits.Data;

namespace Digits.Tests.Data;

/// <summary>What each corruption does to images from which it can be told exactly.</summary>
public sealed class CorruptionEffectTests
{
    private const int Side = 28;

    [Fact]
    public void Shot_noise_keeps_the_mean_up_to_its_cut_and_leaves_the_dark_dark()
    {
        // Poisson's distribution of mean 1 cut off at 3: 0 and 1 with probability e^-1, 2 with half of that, 3 with the rest, in all 0.9767 on average.
        byte[] third = Corrupt("shot_noise", Flat(85, count: 100));
        third.Distinct().Order().ToArray().ShouldBe([0, 85, 170, 255]);
        third.Average(p => p / 85.0).ShouldBe(0.9767, tolerance: 0.02);
        Corrupt("shot_noise", Flat(0)).ShouldAllBe(p => p == 0);
    }

    [Fact]
    public void Impulse_noise_strikes_17_per_cent_of_the_pixels_half_of_them_bright()
    {
        byte[] noisy = Corrupt("impulse_noise", Flat(100, count: 100));
        ((double)noisy.Count(p => p == 255) / noisy.Length).ShouldBe(0.085, tolerance: 0.005);
        ((double)noisy.Count(p => p == 0) / noisy.Length).ShouldBe(0.085, tolerance: 0.005);
        noisy.ShouldAllBe(p => p == 0 || p == 100 || p == 255);
    }

    [Theory]
    [InlineData("glass_blur")]
    [InlineData("motion_blur")]
    public void Blurs_keep_the_ink_and_lower_its_peak(string name)
    {
        byte[] dot = new byte[Side * Side];
        dot.AsSpan(Index(14, 14), 1).Fill(255);
        byte[] blurred = Corrupt(name, dot);
        blurred.Sum(p => (double)p).ShouldBe(255, tolerance: 20); // each of some twenty pixels is rounded
        ((int)blurred.Max()).ShouldBeLessThan(128);
        blurred.Count(p => p > 0).ShouldBeGreaterThan(3);
    }

    [Fact]
    public void Motion_blur_smears_one_way_and_at_most_45_degrees_off_the_horizontal()
    {
        byte[] bar = new byte[Side * Side];
        for (int row = 0; row < Side; row++)
            bar[Index(row, 14)] = 255;
        byte[] blurred = Corrupt("motion_blur", bar);
        for (int row = 0; row < Side; row++)
        {
            blurred[Index(row, 13)].ShouldBeGreaterThan((byte)0);
            blurred[Index(row, 15)].ShouldBe((byte)0);
        }
    }

    [Fact]
    public void Translate_moves_by_three_pixels_both_ways()
    {
        byte[] moved = Corrupt("translate", Dots((14, 14)));
        int at = Array.IndexOf(moved, (byte)255);
        (Math.Abs(at / Side - 14), Math.Abs(at % Side - 14)).ShouldBe((3, 3));
        moved.Count(p => p > 0).ShouldBe(1);
    }

    [Fact]
    public void Scale_brings_ink_to_seven_tenths_of_its_distance_from_the_centre()
    {
        // A bar 10 pixels from the centre (13.5) at 3 to 4: afterwards 0.7 * 10 from it, so its mass lies at 6.5.
        byte[] bar = new byte[Side * Side];
        for (int row = 0; row < Side; row++)
            bar.AsSpan(Index(row, 3), 2).Fill(255);
        double[] mass = new double[Side];
        byte[] scaled = Corrupt("scale", bar);
        for (int i = 0; i < scaled.Length; i++)
            mass[i % Side] += scaled[i];
        (mass.Select((m, column) => m * column).Sum() / mass.Sum()).ShouldBe(13.5 - 7, tolerance: 0.1);
    }

    [Theory]
    [InlineData("rotate", 0.42279)] // tan 0.4
    [InlineData("shear", 0.38942)] // sin 0.4
    public void Rotate_and_shear_slant_an_upright_line_about_the_centre(string name, double expected)
    {
        byte[] bar = new byte[Side * Side];
        for (int row = 0; row < Side; row++)
            bar.AsSpan(Index(row, 13), 2).Fill(255);
        byte[] turned = Corrupt(name, bar);
        double slope = (Middle(20) - Middle(7)) / 13;
        Math.Abs(slope).ShouldBe(expected, tolerance: 0.01);
        ((Middle(20) + Middle(7)) / 2).ShouldBe(13.5, tolerance: 0.1); // rows 7 and 20 lie equally far from the centre, which stays

        double Middle(int row)
        {
            double[] line = [.. turned.Skip(row * Side).Take(Side).Select(p => (double)p)];
            return line.Select((p, column) => p * column).Sum() / line.Sum();
        }
    }

    [Fact]
    public void Shear_leaves_level_lines_level_and_rotate_does_not()
    {
        byte[] bar = new byte[Side * Side];
        bar.AsSpan(Index(13, 0), 2 * Side).Fill(255);
        byte[] sheared = Corrupt("shear", bar);
        sheared[Index(13, 2)].ShouldBeGreaterThan((byte)200);
        sheared[Index(13, 25)].ShouldBeGreaterThan((byte)200);
        byte[] rotated = Corrupt("rotate", bar);
        rotated[Index(13, 2)].ShouldBe((byte)0);
        rotated[Index(13, 25)].ShouldBe((byte)0);
    }

    [Fact]
    public void Brightness_adds_half_of_the_range()
    {
        byte[] image = Flat(0);
        (image[1], image[2]) = (100, 200);
        // 0.5 * 255 is 127.5, rounded to even.
        Corrupt("brightness", image)[..3].ShouldBe([128, 228, 255]);
    }

    [Fact]
    public void Stripe_turns_a_quarter_on_either_side_into_its_negative()
    {
        byte[] striped = Corrupt("stripe", Flat(55));
        for (int i = 0; i < striped.Length; i++)
            striped[i].ShouldBe((byte)(i % Side is < 7 or >= 21 ? 200 : 55));
    }

    [Fact]
    public void Fog_leaves_a_quarter_of_the_contrast_of_full_ink()
    {
        byte[] image = Dots((14, 14));
        byte[] fogged = Corrupt("fog", image);
        double around = new[] { Index(13, 14), Index(15, 14), Index(14, 13), Index(14, 15) }.Average(i => (double)fogged[i]);
        (fogged[Index(14, 14)] - around).ShouldBe(255 / 4.0, tolerance: 8); // the clouds themselves are a little uneven
    }

    [Fact]
    public void Spatter_covers_with_dark_grey()
    {
        byte[] dark = Corrupt("spatter", Flat(0, count: 50));
        ((int)dark.Max()).ShouldBe(63);
        ((double)dark.Count(p => p > 0) / dark.Length).ShouldBeInRange(0.05, 0.5);
        byte[] bright = Corrupt("spatter", Flat(255));
        bright.Count(p => p < 255).ShouldBeGreaterThan(0);
        ((int)bright.Min()).ShouldBeGreaterThanOrEqualTo(63);
    }

    [Theory]
    [InlineData("dotted_line")]
    [InlineData("zigzag")]
    public void Lines_add_ink_from_side_to_side_and_take_none_away(string name)
    {
        for (int seed = 0; seed < 30; seed++)
        {
            byte[] drawn = Corruptions.Apply(new DigitSet("flat", Side, Side, Flat(40), [0]), name, (ulong)seed).Pixels.ToArray();
            drawn.ShouldAllBe(p => p >= 40);
            int[] columns = [.. drawn.Select((p, i) => (p, i)).Where(x => x.p > 150).Select(x => x.i % Side).Distinct().Order()];
            columns[0].ShouldBeLessThanOrEqualTo(4);
            columns[^1].ShouldBeGreaterThanOrEqualTo(22);
        }
    }

    [Fact]
    public void Dots_are_two_columns_wide_and_two_apart()
    {
        byte[] drawn = Corrupt("dotted_line", Flat(0));
        for (int column = 0; column < Side - 1; column++)
            Enumerable.Range(0, Side).Any(row => drawn[Index(row, column)] > 0).ShouldBe(column % 4 >= 2);
    }

    [Fact]
    public void Canny_edges_are_thin_white_and_around_the_shape()
    {
        byte[] square = new byte[Side * Side];
        for (int row = 8; row < 20; row++)
            square.AsSpan(Index(row, 8), 12).Fill(255);
        byte[] edges = Corrupt("canny_edges", square);
        edges.ShouldAllBe(p => p == 0 || p == 255);
        // The step lies between columns 7 and 8, whose gradients are equal: both are on the ridge.
        Enumerable.Range(0, Side).Where(column => edges[Index(14, column)] == 255).ShouldBe([7, 8, 19, 20]);
        Enumerable.Range(0, Side).Where(row => edges[Index(row, 14)] == 255).ShouldBe([7, 8, 19, 20]);
        Corrupt("canny_edges", Flat(200)).ShouldAllBe(p => p == 0);
        // 3 of 255 is a gradient below 0.1 even where Sobel's weights add up to 4.
        Corrupt("canny_edges", [.. square.Select(p => (byte)(p / 85))]).ShouldAllBe(p => p == 0);
    }

    private static int Index(int row, int column) => row * Side + column;

    private static byte[] Flat(byte value, int count = 1) => [.. Enumerable.Repeat(value, count * Side * Side)];

    private static byte[] Dots(params (int Row, int Column)[] dots)
    {
        byte[] image = new byte[Side * Side];
        foreach ((int row, int column) in dots)
            image[Index(row, column)] = 255;
        return image;
    }

    private static byte[] Corrupt(string name, byte[] pixels) =>
        Corruptions.Apply(new DigitSet("made", Side, Side, pixels, labels: null), name, seed: 3).Pixels.ToArray();
}
