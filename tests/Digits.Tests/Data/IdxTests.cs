using System.Text;
using Digits.Data;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Tests.Data;

public sealed class IdxTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("images", "labels")]
    [InlineData("images.gz", "labels.gz")]
    public void What_is_written_is_read_back(string images, string labels)
    {
        Prop.ForAll(Make.Sets(), set =>
        {
            string? labelsPath = set.IsLabeled ? _folder[labels] : null;
            Idx.Write(set, _folder[images], labelsPath);
            Make.ShouldEqual(Idx.Read(_folder[images], labelsPath), set);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_bytes_written_are_those_of_the_published_format()
    {
        DigitSet set = new("two", 1, 3, [1, 2, 3, 4, 5, 6], [7, 8]);
        Idx.Write(set, _folder["i"], _folder["l"]);
        File.ReadAllBytes(_folder["i"]).ShouldBe([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6]);
        File.ReadAllBytes(_folder["l"]).ShouldBe([0, 0, 8, 1, 0, 0, 0, 2, 7, 8]);
        _folder.Files().ShouldBe(["i", "l"]);
    }

    [Fact]
    public void Gzip_is_known_by_its_content_not_by_its_name()
    {
        string path = _folder.Write("plain-name", Make.Gzip(Make.Idx([0x803, 1, 1, 2], [9, 8])));
        Idx.Read(path, null).Pixels.ToArray().ShouldBe([9, 8]);
    }

    [Fact]
    public void The_source_is_told() => Idx.Read(Images([5]), null).Source.ShouldBe(_folder["images"]);

    [Fact]
    public void A_missing_file_is_named() => Bad.Says(() => Idx.Read(_folder["none"], null), _folder["none"], "no such file");

    [Fact]
    public void A_folder_is_not_a_file() => Bad.Says(() => Idx.Read(_folder.Path, null), "is a folder");

    [Fact]
    public void An_empty_file_says_so() => Bad.Says(() => Idx.Read(_folder.Write("e", ""), null), _folder["e"], "empty");

    [Fact]
    public void No_images_says_so() => Bad.Says(() => Idx.Read(_folder.Write("e", Make.Idx([0x803, 0, 28, 28], [])), null), "counts 0");

    [Fact]
    public void Another_format_says_what_was_found() =>
        Bad.Says(() => Idx.Read(_folder.Write("t", Encoding.ASCII.GetBytes("label,pixel0")), null), "wrong magic number 0x6C616265", "0x00000803");

    [Fact]
    public void Swapped_files_are_recognised()
    {
        Bad.Says(() => Idx.Read(Labels([1]), Images([0])), "holds labels", "not images");
        Bad.Says(() => Idx.Read(Images([0]), Images([0])), "holds images", "not labels");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(17)]
    public void A_file_that_ends_early_is_truncated(int length)
    {
        byte[] whole = Make.Idx([0x803, 1, 2, 2], [1, 2, 3, 4]);
        Bad.Says(() => Idx.Read(_folder.Write("short", whole[..length]), null), _folder["short"], "truncated");
    }

    [Fact]
    public void Gzip_that_ends_anywhere_early_is_truncated()
    {
        byte[] whole = Make.Gzip(Make.Idx([0x803, 3, 10, 10], Make.Bytes(new SeededRandom(1), 300)));
        for (int length = 2; length < whole.Length; length++)
            Bad.Says(() => Idx.Read(_folder.Write("short.gz", whole[..length]), null), _folder["short.gz"], "truncated");
    }

    [Fact]
    public void Damaged_gzip_says_so()
    {
        byte[] packed = Make.Gzip(Make.Idx([0x803, 3, 10, 10], Make.Bytes(new SeededRandom(1), 300)));
        packed[^5] ^= 1; // in the CRC
        Bad.Says(() => Idx.Read(_folder.Write("bad.gz", packed), null), "damaged gzip");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Bytes_after_the_last_image_are_not_ignored(bool gzip)
    {
        byte[] bytes = Make.Idx([0x803, 1, 1, 1], [1, 2]);
        Bad.Says(() => Idx.Read(_folder.Write("long", gzip ? Make.Gzip(bytes) : bytes), null), "more bytes follow", "offset 17");
    }

    [Theory]
    [InlineData(60000u, 28u, 28u, "truncated")]
    [InlineData(4000000000u, 28u, 28u, "more than one set can hold")]
    [InlineData(1u, 70000u, 1u, "70000x1")]
    [InlineData(1u, 1u, 0u, "1x0")]
    public void A_header_that_lies_costs_no_memory(uint count, uint rows, uint columns, string says)
    {
        byte[] bytes = Make.Idx([0x803, count, rows, columns], [1, 2, 3]);
        foreach (byte[] file in new[] { bytes, Make.Gzip(bytes) })
            Bad.NeverWorse(file, () => Bad.Says(() => Idx.Read(_folder.Write("lie", file), null), says));
    }

    [Fact]
    public void Counts_that_differ_name_both_files() =>
        Bad.Says(() => Idx.Read(Images([0, 0]), Labels([1])), "1 labels", "2 images", _folder["images"], _folder["labels"]);

    [Fact]
    public void Labels_go_up_to_255() => Idx.Read(Images([0, 0]), Labels([1, 255])).Labels.ToArray().ShouldBe([1, 255]);

    [Fact]
    public void Writing_where_nothing_can_be_written_leaves_nothing_behind()
    {
        _folder.Write("file", "x");
        Bad.Says(() => Idx.Write(Make.Set(1), _folder["file/images"], null), "cannot be written");
        _folder.Files().ShouldBe(["file"]);
    }

    [Fact]
    public void Damaged_files_never_do_worse_than_one_line()
    {
        byte[] plain = Make.Idx([0x803, 5, 12, 12], Make.Bytes(new SeededRandom(3), 720));
        foreach (byte[] file in Make.Damaged(plain, 1000, seed: 1).Concat(Make.Damaged(Make.Gzip(plain), 1000, seed: 2)))
            Bad.NeverWorse(file, () => IdxReader.ReadImages(new MemoryStream(file), "fuzz"));
    }

    private string Images(byte[] pixels) => _folder.Write("images", Make.Idx([0x803, (uint)pixels.Length, 1, 1], pixels));

    private string Labels(byte[] labels) => _folder.Write("labels", Make.Idx([0x801, (uint)labels.Length], labels));
}
