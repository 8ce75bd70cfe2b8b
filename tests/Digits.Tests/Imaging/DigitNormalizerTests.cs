using Digits.Data;
using Digits.Imaging;
using Digits.Tests.Data;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Tests.Imaging;

/// <summary>What holds for the framing of any digit.</summary>
public sealed class DigitNormalizerTests
{
    /// <summary>
    /// A ring of ink around some of its inside: of any size, aspect and brightness, somewhere on a picture with a margin of at least one pixel.
    /// </summary>
    private static readonly Arbitrary<Drawn> _digits = (
        from width in Gen.Choose(3, 60)
        from height in Gen.Choose(3, 60)
        from left in Gen.Choose(1, 20)
        from top in Gen.Choose(1, 20)
        from brightness in Gen.Choose(20, 255)
        select new Drawn(width, height, left, top, (byte)brightness)).ToArbitrary();

    [Fact]
    public void The_longer_side_becomes_20_pixels_and_the_aspect_is_kept() => Prop.ForAll(_digits, drawn =>
    {
        (int left, int top, int right, int bottom) = Box(DigitNormalizer.Normalize(drawn.Image()));
        (int width, int height) = (right - left + 1, bottom - top + 1);
        Math.Max(width, height).ShouldBe(20);
        double scale = 20.0 / Math.Max(drawn.Width, drawn.Height);
        // A side that is no whole number of pixels reaches into one more: into one at both ends at most.
        ((double)width).ShouldBeInRange(drawn.Width * scale - 1e-6, drawn.Width * scale + 2);
        ((double)height).ShouldBeInRange(drawn.Height * scale - 1e-6, drawn.Height * scale + 2);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_centre_of_mass_is_within_half_a_pixel_of_pixel_14() => Prop.ForAll(_digits, drawn =>
    {
        (double x, double y, _) = Mass(DigitNormalizer.Normalize(drawn.Image()));
        // Rounding to bytes moves it by far less than a hundredth.
        x.ShouldBeInRange(13.49, 14.51);
        y.ShouldBeInRange(13.49, 14.51);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Where_the_digit_stands_in_its_picture_changes_nothing() => Prop.ForAll(_digits, drawn =>
        DigitNormalizer.Normalize((drawn with { Left = 21 - drawn.Left, Top = 21 - drawn.Top }).Image()).Pixels
            .SequenceEqual(DigitNormalizer.Normalize(drawn.Image()).Pixels)).QuickCheckThrowOnFailure();

    [Fact]
    public void How_bright_the_ink_is_changes_nothing_but_rounding() => Prop.ForAll(_digits, drawn =>
    {
        byte[] framed = DigitNormalizer.Normalize(drawn.Image()).Pixels.ToArray();
        byte[] brighter = DigitNormalizer.Normalize((drawn with { Brightness = 255 }).Image()).Pixels.ToArray();
        framed.Zip(brighter).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) <= 1);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Ink_on_paper_gives_the_same_as_light_on_dark() => Prop.ForAll(_digits, drawn =>
    {
        // With more ground than ink.
        GrayImage bright = (drawn with { Left = drawn.Left + drawn.Width, Top = drawn.Top + drawn.Height }).Image();
        GrayImage dark = new(bright.Width, bright.Height, [.. bright.Pixels.ToArray().Select(value => (byte)(255 - value))]);
        DigitNormalizer.Normalize(dark).Pixels.SequenceEqual(DigitNormalizer.Normalize(bright).Pixels).ShouldBeTrue();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Twice_as_large_gives_nearly_the_same() => Prop.ForAll(_digits, drawn =>
    {
        GrayImage once = drawn.Image();
        GrayImage twice = Enlarged(once, 2);
        (_, _, double mass) = Mass(DigitNormalizer.Normalize(once));
        (_, _, double other) = Mass(DigitNormalizer.Normalize(twice));
        // Interpolation cuts half of an old pixel's soft edge off at the box, which matters most where the digit has few pixels.
        other.ShouldBeInRange(0.75 * mass, 1.25 * mass);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_give_a_picture_of_the_side_that_is_black_or_reaches_white() => Prop.ForAll(Make.Sets(), set =>
    {
        for (int i = 0; i < set.Count; i++)
        {
            foreach (int side in new[] { 1, 2, 8, 28, 33 })
            {
                GrayImage framed = DigitNormalizer.Normalize(new GrayImage(set.Columns, set.Rows, set.Image(i).ToArray()), side);
                (framed.Width, framed.Height).ShouldBe((side, side));
                framed.Pixels.ToArray().Max().ShouldBeOneOf((byte)0, (byte)255);
            }
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(255)]
    public void A_blank_picture_stays_blank(byte value) =>
        DigitNormalizer.Normalize(new GrayImage(40, 30, [.. Enumerable.Repeat(value, 1200)])).Pixels.ContainsAnyExcept((byte)0).ShouldBeFalse();

    [Fact]
    public void The_grain_of_paper_alone_is_blank() =>
        DigitNormalizer.Normalize(new GrayImage(40, 30, [.. Make.Bytes(new SeededRandom(1), 1200).Select(value => (byte)(200 + value % 16))]))
            .Pixels.ContainsAnyExcept((byte)0).ShouldBeFalse();

    [Fact]
    public void A_noisy_ground_does_not_widen_the_box()
    {
        Drawn drawn = new(12, 30, 9, 9, 200);
        byte[] noise = Make.Bytes(new SeededRandom(1), drawn.Image().Pixels.Length);
        GrayImage noisy = new(drawn.Image().Width, drawn.Image().Height,
            [.. drawn.Image().Pixels.ToArray().Select((value, i) => (byte)(value + noise[i] % 30))]);
        Box(DigitNormalizer.Normalize(noisy)).ShouldBe(Box(DigitNormalizer.Normalize(drawn.Image())));
    }

    [Fact]
    public void A_zero_along_the_border_of_its_picture_is_not_taken_for_paper()
    {
        byte[] pixels = [.. Enumerable.Range(0, 256).Select(i => i / 16 is 0 or 15 || i % 16 is 0 or 15 ? (byte)255 : (byte)0)];
        GrayImage framed = DigitNormalizer.Normalize(new GrayImage(16, 16, pixels));
        framed.Row(14)[14].ShouldBe((byte)0);
        Box(framed).ShouldBe((5, 5, 24, 24));
    }

    [Fact]
    public void A_binary_picture_gets_grey_edges()
    {
        byte[] framed = DigitNormalizer.Normalize(new Drawn(12, 14, 1, 1, 255).Image()).Pixels.ToArray();
        framed.Count(value => value is > 0 and < 255).ShouldBeGreaterThan(framed.Count(value => value > 0) / 4);
    }

    [Fact]
    public void A_digit_that_already_is_framed_stays_as_it_is() => Prop.ForAll(_digits, drawn =>
    {
        GrayImage once = DigitNormalizer.Normalize((drawn with { Width = 20, Height = 14 }).Image());
        DigitNormalizer.Normalize(once).Pixels.SequenceEqual(once.Pixels).ShouldBeTrue();
    }).QuickCheckThrowOnFailure();

    private static GrayImage Enlarged(GrayImage image, int factor)
    {
        byte[] pixels = new byte[image.Pixels.Length * factor * factor];
        int width = image.Width * factor;
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = image.Row(i / width / factor)[i % width / factor];
        return new GrayImage(width, image.Height * factor, pixels);
    }

    private static (int Left, int Top, int Right, int Bottom) Box(GrayImage image)
    {
        int[] ink = [.. Enumerable.Range(0, image.Pixels.Length).Where(i => image.Pixels[i] > 0)];
        return (ink.Min(i => i % image.Width), ink.Min(i => i / image.Width), ink.Max(i => i % image.Width), ink.Max(i => i / image.Width));
    }

    private static (double X, double Y, double Mass) Mass(GrayImage image)
    {
        byte[] pixels = image.Pixels.ToArray();
        double mass = pixels.Sum(value => (double)value);
        return (pixels.Select((value, i) => value * (i % image.Width) / mass).Sum(), pixels.Select((value, i) => value * (i / image.Width) / mass).Sum(), mass);
    }

    /// <summary>A ring with a block in its lower half, so that no two directions are alike.</summary>
    private sealed record Drawn(int Width, int Height, int Left, int Top, byte Brightness)
    {
        internal GrayImage Image()
        {
            (int width, int height) = (Width + Left + 21, Height + Top + 21);
            byte[] pixels = new byte[width * height];
            int pen = Math.Max(1, Math.Min(Width, Height) / 5);
            for (int y = 0; y < Height; y++)
            {
                for (int x = 0; x < Width; x++)
                {
                    bool ring = x < pen || y < pen || x >= Width - pen || y >= Height - pen;
                    bool block = y > Height / 2 && x > Width / 2;
                    if (ring || block)
                        pixels[(Top + y) * width + Left + x] = Brightness;
                }
            }

            return new GrayImage(width, height, pixels);
        }
    }
}
