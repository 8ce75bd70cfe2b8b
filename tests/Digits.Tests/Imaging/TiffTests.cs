using BitMiracle.LibTiff.Classic;
using Digits.Imaging;
using Digits.Tests.Data;

namespace Digits.Tests.Imaging;

/// <summary>TIFF as scanners write it. <see cref="ImageMagickTests"/> compares its kinds with what ImageMagick makes of them.</summary>
public sealed class TiffTests
{
    [Fact]
    public void All_pages_are_loaded_in_order_and_the_first_alone_where_one_is_wanted()
    {
        byte[] file = MakeTiff.Pages(3);
        GrayImage[] pages = [.. Picture.DecodePages(file, "x")];
        pages.Select(page => page.Pixels[0]).ShouldBe([0, 1, 2]);
        pages.ShouldAllBe(page => page.Width == MakeTiff.Width && page.Height == MakeTiff.Height);
        Picture.Decode(file, "x").Pixels.ToArray().ShouldBe(pages[0].Pixels.ToArray());
        Picture.LoadPages(new MemoryStream(file)).Count().ShouldBe(3);
    }

    [Fact]
    public void Thumbnails_are_left_out_unless_there_is_nothing_else()
    {
        Picture.DecodePages(MakeTiff.Pages(3, 1), "x").Select(page => page.Pixels[0]).ToArray().ShouldBe([0, 2]);
        Picture.DecodePages(MakeTiff.Pages(2, 0, 1), "x").Count().ShouldBe(2);
    }

    [Fact]
    public void Other_kinds_have_one_page() => Picture.DecodePages(PngWriter.Gray(new GrayImage(2, 1, [3, 4])), "x").Single().Pixels.ToArray().ShouldBe([3, 4]);

    [Fact]
    public void All_eight_orientations_are_set_upright()
    {
        GrayImage plain = Picture.Decode(MakeTiff.Gray(Compression.LZW), "x");
        for (short orientation = 1; orientation <= 8; orientation++)
        {
            GrayImage turned = Picture.Decode(MakeTiff.Gray(Compression.LZW, orientation), "x");
            GrayImage expected = Digits.Imaging.Orientation.Upright(plain, (SkiaSharp.SKEncodedOrigin)orientation);
            (turned.Width, turned.Height).ShouldBe((expected.Width, expected.Height));
            turned.Pixels.ToArray().ShouldBe(expected.Pixels.ToArray(), $"orientation {orientation}");
        }
    }

    [Fact]
    public void Limits_and_damage_are_told_in_a_line()
    {
        byte[] file = MakeTiff.Gray(Compression.NONE);
        Bad.Says(() => Picture.Decode(file, "x", new PictureOptions { MaxPixels = 100 }), "x: has 23x17 pixels", "at most 100");
        Bad.Says(() => Picture.Decode(file[..200], "x"), "x: ", "TIFF", "damaged");
        Bad.Says(() => Picture.Decode("II*\0"u8.ToArray(), "x"), "x: ", "TIFF", "damaged");
        Bad.Says(() => Picture.Decode(MakeTiff.Page(Photometric.MINISBLACK, 1, 32, Compression.NONE), "x"), "1 samples of 32 bits", "save it as PNG");
    }

    [Fact]
    public void Pages_before_a_damaged_one_are_loaded()
    {
        byte[] file = MakeTiff.Pages(3);
        List<byte> loaded = [];
        Should.Throw<Digits.Engine.InvalidInputException>(() =>
        {
            foreach (GrayImage page in Picture.DecodePages(file[..(file.Length * 3 / 4)], "x"))
                loaded.Add(page.Pixels[0]);
        }).Message.ShouldStartWith("x: the TIFF file is damaged");
        loaded.ShouldBe([(byte)0, (byte)1]);
    }

    [Fact]
    public void Nothing_is_printed_about_damaged_files()
    {
        TextWriter before = Console.Error;
        using StringWriter printed = new();
        Console.SetError(printed);
        try
        {
            foreach (byte[] file in Make.Damaged(MakeTiff.Page(Photometric.MINISWHITE, 1, 1, Compression.CCITTFAX4), 50, seed: 2))
                Bad.NeverWorse(file, () => Picture.Decode(file, "x", new PictureOptions { MaxPixels = 1_000_000 }));
        }
        finally
        {
            Console.SetError(before);
        }

        printed.ToString().ShouldBeEmpty();
    }
}
