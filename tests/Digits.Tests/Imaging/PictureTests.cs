using Digits.Data;
using Digits.Engine;
using Digits.Imaging;
using Digits.Tests.Data;
using FsCheck;
using FsCheck.Fluent;
using SkiaSharp;

namespace Digits.Tests.Imaging;

public sealed class PictureTests : IDisposable
{
    // 4x5 pixels of (7x + 13y)^2 mod 256, row y packed by filter y. Filtered by a plain Python script after clause 9 of
    // the standard and packed by its zlib; Pillow 9.4 reads the same pixels from it.
    private static readonly byte[] _allFilters = Convert.FromHexString(
        "89504E470D0A1A0A0000000D494844520000000400000005080000000047C612070000002249444154789C6360303CB29371E573CFD54C"
        + "BF37A6CB32CF5FBDDD99657E28F7590083E50A7D1D6625700000000049454E44AE426082");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_gray_picture_that_is_saved_loads_with_the_same_bytes()
    {
        var pictures =
            from width in Gen.Choose(1, 40)
            from height in Gen.Choose(1, 40)
            from seed in Gen.Choose(0, int.MaxValue)
            select new GrayImage(width, height, Make.Bytes(new SeededRandom((ulong)seed), width * height));
        Prop.ForAll(pictures.ToArbitrary(), picture => Same(Picture.Decode(PngWriter.Gray(picture), "test"), picture)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_picture_saved_is_loaded_and_nothing_else_is_left()
    {
        Picture.Save(_folder["a/b.png"], new GrayImage(2, 1, [0, 255]));
        Picture.Load(_folder["a/b.png"]).Pixels.ToArray().ShouldBe([0, 255]);
        _folder.Files().ShouldBe(["a/b.png"]);
    }

    [Fact]
    public void A_stream_is_read_from_where_it_stands_to_its_end()
    {
        using MemoryStream stream = new([1, 2, 3, .. PngWriter.Gray(new GrayImage(2, 1, [7, 9]))]);
        stream.Position = 3;
        Picture.Load(stream).Pixels.ToArray().ShouldBe([7, 9]);
    }

    [Fact]
    public void All_five_row_filters_of_PNG_are_undone() =>
        Same(Picture.Decode(_allFilters, "golden"), Drawn(4, 5, (x, y) => (7 * x + 13 * y) * (7 * x + 13 * y) & 255));

    [Fact]
    public void Data_cut_into_many_chunks_is_one_picture()
    {
        GrayImage picture = new(3, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        byte[] data = PngParts.Data(PngWriter.Gray(picture));
        byte[] cut = PngParts.Build(PngParts.Header(3, 3), ("tEXt", "Title\0nine"u8.ToArray()), ("IDAT", data[..3]), ("IDAT", []), ("IDAT", data[3..]));
        Same(Picture.Decode(cut, "cut"), picture);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Gray_of_few_bits_is_spread_over_256_levels(byte depth)
    {
        // Rows of 8 samples each: all of their bits are the row's number, packed.
        byte[] rows = [.. Enumerable.Range(0, 16).SelectMany(y => new byte[] { 0 }.Concat(Enumerable.Repeat((byte)(y * 17), depth)))];
        GrayImage picture = Picture.Decode(PngParts.Build(PngParts.Header(8, 16, depth), ("IDAT", PngParts.Deflate(rows))), "few");
        int most = (1 << depth) - 1;
        Same(picture, Drawn(8, 16, (x, y) => (y * 17 >> (8 - depth - (x * depth % 8)) & most) * 255 / most));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    [InlineData(6, false)]
    [InlineData(6, true)]
    public void Sixteen_bits_are_rounded_to_the_nearest_level_once(byte color, bool interlaced)
    {
        foreach ((int width, int height) in new[] { (37, 29), (1, 1), (3, 5), (8, 8), (9, 2) })
        {
            Same(Picture.Decode(MakePicture.Deep(color, interlaced, width, height), "deep"), Drawn(width, height, (x, y) =>
            {
                int Sample(int channel) => MakePicture.DeepSample(x, y, channel);
                double alpha = color < 4 ? 1 : Sample(color == 4 ? 1 : 3) / 65535.0;
                double OnWhite(int channel) => Math.Round(Sample(channel) * alpha + 65535 * (1 - alpha));
                double luma = color is 0 or 4 ? OnWhite(0) : 0.212656 * OnWhite(0) + 0.715158 * OnWhite(1) + 0.072186 * OnWhite(2);
                return (int)Math.Round(luma / 257);
            }));
        }
    }

    [Fact]
    public void The_transparent_color_of_a_deep_picture_lies_on_white()
    {
        int sample = MakePicture.DeepSample(2, 1, 0);
        byte[] png = MakePicture.Deep(color: 0, interlaced: false, width: 5, height: 4, transparent: [(byte)(sample >> 8), (byte)sample]);
        GrayImage picture = Picture.Decode(png, "deep");
        picture.Pixels.ToArray().Count(pixel => pixel == 255).ShouldBe(1);
        picture.Row(1)[2].ShouldBe((byte)255);
    }

    [Fact]
    public void Every_color_becomes_its_luma_and_gray_stays()
    {
        byte[] rgba = [.. Enumerable.Range(0, 4096).SelectMany(i => new[] { (byte)(i % 16 * 17), (byte)(i / 16 % 16 * 17), (byte)(i / 256 * 17), (byte)255 })];
        GrayImage expected = Drawn(64, 64, (x, y) =>
        {
            int at = 4 * ((64 * y) + x);
            return (int)Math.Round(0.212656 * rgba[at] + 0.715158 * rgba[at + 1] + 0.072186 * rgba[at + 2]);
        });
        Same(Picture.Decode(PngWriter.Rgba(64, 64, rgba), "png"), expected);
        Same(Picture.Decode(MakePicture.Lossless(64, 64, rgba), "webp"), expected);

        byte[] gray = [.. Enumerable.Range(0, 256).SelectMany(i => new[] { (byte)i, (byte)i, (byte)i, (byte)255 })];
        Same(Picture.Decode(PngWriter.Rgba(16, 16, gray), "png"), Drawn(16, 16, (x, y) => (16 * y) + x));
    }

    [Fact]
    public void Transparent_pixels_lie_on_white_whatever_color_they_hide()
    {
        byte[] rgba = [.. Enumerable.Range(0, 256)
            .SelectMany(alpha => new byte[] { 0, 0, 0, (byte)alpha, 255, 255, 255, (byte)alpha, 60, 60, 60, (byte)alpha })];
        GrayImage expected = Drawn(3, 256, (x, alpha) =>
            (int)Math.Round(new[] { 0, 255, 60 }[x] * alpha / 255.0 + 255 - alpha, MidpointRounding.AwayFromZero));
        Same(Picture.Decode(PngWriter.Rgba(3, 256, rgba), "png"), expected);
        Same(Picture.Decode(MakePicture.Lossless(3, 256, rgba), "webp"), expected);
        // 0.212656 * 200 + 0.715158 * 50 + 0.072186 * 20 = 79.7.
        Same(Picture.Decode(MakePicture.Gif, "gif"), new GrayImage(3, 2, [80, 255, 255, 255, 80, 255]));
    }

    [Fact]
    public void White_ink_on_nothing_lies_on_black()
    {
        byte[] rgba = [.. Enumerable.Range(0, 256).SelectMany(alpha => new byte[] { 255, 255, 255, (byte)alpha })];
        Same(Picture.Decode(PngWriter.Rgba(16, 16, rgba), "png"), Drawn(16, 16, (x, y) => (16 * y) + x));

        // One dark pixel is ink enough for white paper.
        rgba.AsSpan(4 * 255).Clear();
        rgba[^1] = 255;
        Same(Picture.Decode(PngWriter.Rgba(16, 16, rgba), "png"), Drawn(16, 16, (x, y) => (x, y) == (15, 15) ? 0 : 255));
    }

    [Fact]
    public void Windows_bitmaps_are_read_the_right_way_up() =>
        Same(
            Picture.Decode(MakePicture.Bmp(13, 9), "bmp"),
            Drawn(13, 9, (x, y) => (int)Math.Round(0.212656 * (x + y) + 0.715158 * y + 0.072186 * x)));

    [Fact]
    public void A_gray_JPEG_keeps_its_levels_within_two()
    {
        GrayImage smooth = Drawn(40, 30, (x, y) => 50 + (3 * x) + y);
        GrayImage loaded = Picture.Decode(MakePicture.Jpeg(smooth), "jpeg");
        loaded.Pixels.ToArray().Zip(smooth.Pixels.ToArray()).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) <= 2);
    }

    [Theory]
    [InlineData(1, "abc def")]
    [InlineData(2, "cba fed")]
    [InlineData(3, "fed cba")]
    [InlineData(4, "def abc")]
    [InlineData(5, "ad be cf")]
    [InlineData(6, "da eb fc")]
    [InlineData(7, "fc eb da")]
    [InlineData(8, "cf be ad")]
    public void What_a_camera_turned_is_set_upright(byte orientation, string rows)
    {
        // Six blocks of 16x16 pixels, so that JPEG keeps each apart: "abc" above "def" as stored.
        GrayImage stored = Drawn(48, 32, (x, y) => 20 + (40 * ((x / 16) + (3 * (y / 16)))));
        GrayImage upright = Picture.Decode(MakePicture.Turned(MakePicture.Jpeg(stored), orientation), "turned");
        string[] expected = rows.Split(' ');
        (upright.Width, upright.Height).ShouldBe((16 * expected[0].Length, 16 * expected.Length));
        for (int y = 0; y < expected.Length; y++)
            string.Concat(Enumerable.Range(0, expected[y].Length).Select(x => (char)('a' + ((upright.Row((16 * y) + 8)[(16 * x) + 8] - 10) / 40))))
                .ShouldBe(expected[y]);
    }

    [Fact]
    public void Gamma_and_color_profiles_change_nothing()
    {
        GrayImage picture = new(3, 3, [1, 2, 3, 40, 50, 60, 170, 180, 190]);
        byte[] data = PngParts.Data(PngWriter.Gray(picture));
        foreach (byte[] gamma in new byte[][] { [0, 1, 0x86, 0xA0], [0, 0, 0xB1, 0x8F], [0, 0, 0x27, 0x10] })
            Same(Picture.Decode(PngParts.Build(PngParts.Header(3, 3), ("gAMA", gamma), ("IDAT", data)), "gamma"), picture);
    }

    [Fact]
    public void Pixels_are_counted_before_anything_is_decoded()
    {
        PictureOptions few = new() { MaxPixels = 23 * 17 - 1 };
        foreach ((string name, byte[] file) in MakePicture.Samples().Where(sample => sample.Name != "tiny.gif"))
        {
            Bad.Says(() => Picture.Decode(file, name, few), name, "23x17", $"{few.MaxPixels}");
            Picture.Decode(file, name, few with { MaxPixels = 23 * 17 }).Pixels.Length.ShouldBe(23 * 17);
        }

        PictureOptions.Default.MaxPixels.ShouldBe(100_000_000);
        Bad.Says(() => Picture.Decode(PngParts.Build(PngParts.Header(10_001, 10_000), ("IDAT", [])), "x"), "10001x10000", "100000000");
    }

    [Fact]
    public void A_header_that_lies_costs_no_memory()
    {
        byte[] png = PngParts.Build(PngParts.Header(9999, 9999), ("IDAT", PngParts.Data(PngWriter.Gray(new GrayImage(1, 1, [1])))));
        Bad.NeverWorse(png, () => Bad.Says(() => Picture.Decode(png, "bomb"), "bomb"));
        byte[] larger = PngParts.Build(PngParts.Header(100000, 100000), ("IDAT", []));
        Bad.NeverWorse(larger, () => Bad.Says(() => Picture.Decode(larger, "bomb"), "100000x100000"));
    }

    [Fact]
    public void A_file_cut_short_is_an_error_and_not_half_a_picture()
    {
        foreach ((string name, byte[] file) in MakePicture.Samples())
        {
            byte[] whole = Picture.Decode(file, name).Pixels.ToArray();
            int read = 0;
            for (int length = 0; length < file.Length; length++)
            {
                try
                {
                    // All that may be missing is what comes after the last pixel.
                    Picture.Decode(file[..length], name).Pixels.ToArray().ShouldBe(whole, $"{name} cut to {length} of {file.Length} bytes");
                    read++;
                }
                catch (InvalidInputException e)
                {
                    e.Message.ShouldStartWith(name + ": ");
                }
            }

            // The checksums and the end mark of PNG are 20 bytes, and its last bits may stand for nothing.
            read.ShouldBeLessThanOrEqualTo(22, name);
        }
    }

    [Fact]
    public void What_is_wrong_with_a_file_is_told_in_a_line()
    {
        byte[] good = PngWriter.Gray(new GrayImage(2, 2, [1, 2, 3, 4]));
        byte[] data = PngParts.Data(good);
        Bad.Says(() => Picture.Decode([], "x"), "x: ", "empty");
        Bad.Says(() => Picture.Decode("no picture"u8.ToArray(), "x"), "not a picture", "PNG, JPEG, WebP, BMP, GIF and TIFF");
        Bad.Says(() => Picture.Decode("GIF89a"u8.ToArray(), "x"), "GIF file");
        Bad.Says(() => Picture.Decode(good[..50], "x"), "PNG file", "cut short");
        Bad.Says(() => Picture.Decode(PngParts.With(good, 20, 9), "x"), "PNG file");
        Bad.Says(() => Picture.Decode(PngParts.With(good, good.Length - 20, 9), "x"), "PNG file");
        Bad.Says(() => Picture.Decode(PngParts.Build(PngParts.Header(2, 2)), "x"), "PNG file");
        Bad.Says(() => Picture.Decode(PngParts.Build(PngParts.Header(2, 2), ("IDAT", data[..^6])), "x"), "PNG file");
        Bad.Says(() => Picture.Decode(PngParts.Build(PngParts.Header(2, 2), ("IDAT", [1, 2, 3])), "x"), "PNG file");
        Bad.Says(() => Picture.Decode(PngParts.Build(PngParts.Header(2, 2), ("ABCD", [])), "x"), "PNG file");
        Bad.Says(() => Picture.Decode(PngParts.Build(PngParts.Header(0, 2)), "x"), "PNG file");
        Bad.Says(() => Picture.Decode(PngParts.Build(PngParts.Header(1, 1, 7)), "x"), "PNG file");
        byte[] jpeg = MakePicture.Jpeg(Drawn(40, 30, (x, y) => x + y));
        Bad.Says(() => Picture.Decode(jpeg[..(jpeg.Length / 2)], "x"), "JPEG file", "cut short");
        Bad.Says(() => Picture.Load(_folder["none.png"]), "none.png", "no such file");
    }

    [Theory]
    [InlineData("%PDF-1.7", "a PDF document", "pdftoppm")]
    [InlineData("\0\0\0\u0018ftypheic", "a HEIC picture", "export it as JPEG")]
    [InlineData("\0\0\0\u0018ftypmif1", "a HEIC picture", "ImageMagick")]
    [InlineData("\0\0\0\u001Cftypavif", "an AVIF picture", "ImageMagick")]
    [InlineData("<svg ", "an SVG drawing", "export it")]
    public void Formats_that_are_not_read_are_named_with_a_way_out(string start, params string[] words) =>
        Bad.Says(() => Picture.Decode([.. start.Select(letter => (byte)letter), .. new byte[100]], "x"), words);

    // The smallest WBMP begins like an IDX file, and SkiaSharp would decode either.
    [Fact]
    public void A_file_of_IDX_is_not_a_picture() => Bad.Says(() => Picture.Decode([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1], "x"), "not a picture");

    [Fact]
    public void Color_is_written_in_four_bytes_a_pixel()
    {
        byte[] rgba = [1, 2, 3, 4, 5, 7, 9, 11];
        byte[] png = PngWriter.Rgba(1, 2, rgba);
        png[25].ShouldBe((byte)6); // the color type in IHDR: RGB with alpha
        using SKBitmap bitmap = SKBitmap.Decode(png, new SKImageInfo(1, 2, SKColorType.Rgba8888, SKAlphaType.Unpremul))!;
        bitmap.GetPixelSpan().ToArray().ShouldBe(rgba);
    }

    private static GrayImage Drawn(int width, int height, Func<int, int, int> value) =>
        new(width, height, [.. Enumerable.Range(0, width * height).Select(i => (byte)value(i % width, i / width))]);

    private static void Same(GrayImage actual, GrayImage expected)
    {
        (actual.Width, actual.Height).ShouldBe((expected.Width, expected.Height));
        actual.Pixels.ToArray().ShouldBe(expected.Pixels.ToArray());
    }
}
