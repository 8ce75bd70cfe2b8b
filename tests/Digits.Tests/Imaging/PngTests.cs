using System.IO.Compression;
using Digits.Data;
using Digits.Imaging;
using Digits.Tests.Data;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Tests.Imaging;

public sealed class PngTests : IDisposable
{
    // 4x5 pixels of (7x + 13y)^2 mod 256, row y packed by filter y. Filtered by a plain Python script after clause 9 of
    // the standard and packed by its zlib; Pillow 9.4 reads the same pixels from it.
    private static readonly byte[] _allFilters = Convert.FromHexString(
        "89504E470D0A1A0A0000000D494844520000000400000005080000000047C612070000002249444154789C6360303CB29371E573CFD54C"
        + "BF37A6CB32CF5FBDDD99657E28F7590083E50A7D1D6625700000000049454E44AE426082");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_encoded_is_decoded()
    {
        var pictures =
            from width in Gen.Choose(1, 40)
            from height in Gen.Choose(1, 40)
            from seed in Gen.Choose(0, int.MaxValue)
            select new GrayImage(width, height, Make.Bytes(new SeededRandom((ulong)seed), width * height));
        Prop.ForAll(pictures.ToArbitrary(), picture =>
        {
            GrayImage back = Png.Decode(Png.Encode(picture), "test");
            back.Width.ShouldBe(picture.Width);
            back.Height.ShouldBe(picture.Height);
            back.Pixels.SequenceEqual(picture.Pixels).ShouldBeTrue();
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void All_five_row_filters_are_undone()
    {
        GrayImage picture = Png.Decode(_allFilters, "golden");
        picture.Width.ShouldBe(4);
        picture.Height.ShouldBe(5);
        picture.Pixels.ToArray().ShouldBe([.. from y in Enumerable.Range(0, 5) from x in Enumerable.Range(0, 4) select (byte)((7 * x + 13 * y) * (7 * x + 13 * y))]);
    }

    [Fact]
    public void Data_cut_into_many_chunks_is_one_picture()
    {
        GrayImage picture = new(3, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        byte[] png = Png.Encode(picture);
        byte[] data = PngParts.Data(png);
        byte[] cut = PngParts.Build(PngParts.Header(3, 3), ("tEXt", "Title\0nine"u8.ToArray()), ("IDAT", data[..3]), ("IDAT", []), ("IDAT", data[3..]));
        Png.Decode(cut, "cut").Pixels.ToArray().ShouldBe(picture.Pixels.ToArray());
    }

    [Theory]
    [InlineData(16, 0, 0, "16-bit greyscale;")]
    [InlineData(1, 0, 0, "1-bit greyscale;")]
    [InlineData(8, 2, 0, "8-bit RGB;")]
    [InlineData(8, 3, 0, "8-bit palette;")]
    [InlineData(8, 4, 0, "greyscale with alpha;")]
    [InlineData(8, 6, 0, "RGB with alpha;")]
    [InlineData(8, 0, 1, "8-bit greyscale, interlaced;")]
    public void Other_kinds_are_named(byte depth, byte color, byte interlace, string kind) =>
        Bad.Says(() => Png.Decode(PngParts.Build(PngParts.Header(3, 3, depth, color, interlace)), "x.png"), "x.png", kind, "convert");

    [Fact]
    public void A_picture_written_is_read_back_and_nothing_else_is_left()
    {
        Png.Write(_folder["a/b.png"], new GrayImage(2, 1, [0, 255]));
        Png.Read(_folder["a/b.png"]).Pixels.ToArray().ShouldBe([0, 255]);
        _folder.Files().ShouldBe(["a/b.png"]);
    }

    [Fact]
    public void Colour_is_written_in_four_bytes_a_pixel()
    {
        byte[] png = PngEncoder.Encode(1, 2, PngColor.Rgba, [1, 2, 3, 4, 5, 7, 9, 11]);
        png[25].ShouldBe((byte)6); // the colour type in IHDR: RGB with alpha
        using ZLibStream data = new(new MemoryStream(PngParts.Data(png)), CompressionMode.Decompress);
        byte[] rows = new byte[10];
        data.ReadExactly(rows);
        rows.ShouldBe([2, 1, 2, 3, 4, 2, 4, 5, 6, 7]); // filter "up": under nothing the bytes as they are, then what is added to those above
    }

    [Fact]
    public void What_is_wrong_with_a_file_is_told_in_a_line()
    {
        byte[] good = Png.Encode(new GrayImage(2, 2, [1, 2, 3, 4]));
        byte[] data = PngParts.Data(good);
        Bad.Says(() => Png.Decode([], "x"), "empty");
        Bad.Says(() => Png.Decode("GIF89a"u8, "x"), "not a PNG");
        Bad.Says(() => Png.Decode(good.AsSpan(0, good.Length - 12), "x"), "truncated", "IEND");
        Bad.Says(() => Png.Decode(good.AsSpan(0, 50), "x"), "truncated", "IDAT");
        Bad.Says(() => Png.Decode(PngParts.With(good, 20, 9), "x"), "CRC", "IHDR", "offset 8");
        Bad.Says(() => Png.Decode(PngParts.Build(PngParts.Header(2, 2)), "x"), "no IDAT");
        Bad.Says(() => Png.Decode(PngParts.Build(PngParts.Header(2, 2), ("IDAT", data[..^6])), "x"), "damaged", "ends before");
        Bad.Says(() => Png.Decode(PngParts.Build(PngParts.Header(2, 1), ("IDAT", data)), "x"), "more data");
        Bad.Says(() => Png.Decode(PngParts.Build(PngParts.Header(2, 2), ("IDAT", [1, 2, 3])), "x"), "damaged");
        Bad.Says(() => Png.Decode(PngParts.Build(PngParts.Header(2, 2), ("ABCD", [])), "x"), "ABCD");
        Bad.Says(() => Png.Decode(PngParts.Build(PngParts.Header(2, 2), ("IDAT", data), ("tEXt", []), ("IDAT", [])), "x"), "one run");
        Bad.Says(() => Png.Decode(PngParts.Build(PngParts.Header(0, 2)), "x"), "0x2");
        Bad.Says(() => Png.Decode(PngParts.Build(PngParts.Header(1, 1, 7)), "x"), "bit depth 7");
    }

    [Fact]
    public void A_header_that_lies_costs_no_memory()
    {
        byte[] png = PngParts.Build(PngParts.Header(16384, 16384), ("IDAT", PngParts.Data(Png.Encode(new GrayImage(1, 1, [1])))));
        Bad.NeverWorse(png, () => Bad.Says(() => Png.Decode(png, "bomb"), "ends before"));
        byte[] larger = PngParts.Build(PngParts.Header(100000, 100000));
        Bad.NeverWorse(larger, () => Bad.Says(() => Png.Decode(larger, "bomb"), "100000x100000"));
    }

    [Fact]
    public void Damaged_files_never_do_worse_than_one_line()
    {
        byte[] data = PngParts.Data(Png.Encode(new GrayImage(12, 12, Make.Bytes(new SeededRandom(8), 144))));
        byte[] whole = PngParts.Build(PngParts.Header(12, 12), ("IDAT", data));
        foreach (byte[] file in Make.Damaged(whole, 1000, seed: 3))
            Bad.NeverWorse(file, () => Png.Decode(file, "fuzz"));
        // With the checksums mended the damage gets as far as the header and the inflater.
        foreach (byte[] header in Make.Damaged(PngParts.Header(12, 12), 500, seed: 4))
            Decode(PngParts.Build(header, ("IDAT", data)));
        foreach (byte[] damaged in Make.Damaged(data, 1000, seed: 5))
            Decode(PngParts.Build(PngParts.Header(12, 12), ("IDAT", damaged)));

        static void Decode(byte[] png) => Bad.NeverWorse(png, () => Png.Decode(png, "fuzz"));
    }
}
