using System.Formats.Tar;
using System.Text;
using Digits.Data;
using Digits.Imaging;

namespace Digits.Tests.Data.Sources;

public sealed class ArchivesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Kinds => ["zip", "tar", "tar.gz", "ustar"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void IDX_files_are_read_where_they_lie(string kind)
    {
        Idx.Write(Make.Set(5, seed: 1), _folder["in/top/raw/train-images-idx3-ubyte.gz"], _folder["in/top/raw/train-labels-idx1-ubyte"]);
        Idx.Write(Make.Set(3, seed: 2), _folder["in/top/raw/t10k-images-idx3-ubyte"], _folder["in/top/raw/t10k-labels-idx1-ubyte.gz"]);
        DigitData data = Load(kind);
        Make.ShouldEqual(data.Train!, Make.Set(5, seed: 1));
        Make.ShouldEqual(data.Test!, Make.Set(3, seed: 2));
        data.Train!.Source.ShouldBe(_folder[$"set.{kind}"]);
        data.Format.ShouldNotBeNull().ShouldContain(kind == "zip" ? "ZIP" : "tar");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Folders_of_pictures_are_read_where_they_lie(string kind)
    {
        foreach (string part in new[] { "Train", "val", "TEST" })
        {
            for (int label = 0; label < 3; label++)
                Picture.Save(_folder[$"in/digits/{part}/{label}/a.png"], new GrayImage(2, 1, [(byte)label, 7]));
        }

        _folder.Write("in/digits/readme.txt", "x");
        _folder.Write("in/__MACOSX/digits/Train/0/._a.png", "x");
        DigitData data = Load(kind);
        foreach (DigitSet? set in new[] { data.Train, data.Validation, data.Test })
        {
            set!.Labels.ToArray().ShouldBe([0, 1, 2]);
            set.Pixels.ToArray().ShouldBe([0, 7, 1, 7, 2, 7]);
        }

        string.Join(' ', data.Notes).ShouldContain("left out");
        data.Test!.IsHeldOut.ShouldBeTrue();
        data.Validation!.IsHeldOut.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void CSV_is_read_where_it_lies(string kind)
    {
        KaggleCsv.Write(Make.Set(6), _folder["in/train.csv"]);
        KaggleCsv.Write(Make.Set(4, labelled: false), _folder["in/test.csv"]);
        _folder.Write("in/sample_submission.csv", "ImageId,Label\n1,0\n");
        string archive = Write(kind);
        Make.ShouldEqual(DataPath.Load(archive + "/train.csv").Train!, Make.Set(6));
        Bad.Says(() => DataPath.Load(archive + "/none.csv"), "no none.csv");
    }

    [Fact]
    public void Files_called_train_and_test_are_two_parts()
    {
        KaggleCsv.Write(Make.Set(6), _folder["in/mnist_train.csv"]);
        KaggleCsv.Write(Make.Set(4), _folder["in/mnist_test.csv"]);
        _folder.Write("in/notes.md", "# Notes");
        DigitData data = Load("zip");
        (data.Train!.Count, data.Test!.Count).ShouldBe((6, 4));
        data.Notes.ShouldContain(note => note.Contains("1 other file", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("optdigits.tra", "optdigits.tes")]
    [InlineData("zip.train", "zip.test")]
    public void Tables_of_parts_may_be_called_as_UCI_and_others_call_them(string train, string test)
    {
        _folder.Write($"in/{train}", "7 0 1 20 255\n3 9 8 7 6\n");
        _folder.Write($"in/{test}", "7 0 1 20 255\n");
        DigitData data = DataPath.Load(_folder["in"]);
        (data.Train!.Count, data.Test!.Count).ShouldBe((2, 1));
    }

    [Theory]
    [InlineData("7\n3\n", 7, 3)]
    [InlineData("label\n7\n3\n", 7, 3)]
    [InlineData(",0\n0,7\n1,3\n", 7, 3)]
    [InlineData("0,0,1\n0,1,0\n", 2, 1)]
    public void Tables_of_pixels_find_their_tables_of_labels(string labels, int first, int second)
    {
        _folder.Write("in/X_train.csv", "a,b,c,d\n0,1,20,255\n9,8,7,6\n");
        _folder.Write("in/y_train.csv", labels);
        _folder.Write("in/X_test.csv", "0,1,20,255\n");
        _folder.Write("in/y_test.csv", "7\n");
        DigitData data = DataPath.Load(_folder["in"]);
        data.Train!.Labels.ToArray().ShouldBe([(byte)first, (byte)second]);
        data.Train.Pixels.ToArray().ShouldBe([0, 1, 20, 255, 9, 8, 7, 6]);
        data.Test!.Labels.ToArray().ShouldBe([7]);
        _folder.Write("in/y_test.csv", "7\n7\n7\n");
        Bad.Says(() => DataPath.Load(_folder["in"]), "y_test.csv", "3 labels for the 1 images");
    }

    [Fact]
    public void The_archive_of_EMNIST_asks_for_a_split()
    {
        DigitSet set = new("x", 1, 2, [1, 2], [1]);
        foreach (string split in new[] { "letters", "digits" })
            Idx.Write(set, _folder[$"in/gzip/emnist-{split}-train-images-idx3-ubyte.gz"], _folder[$"in/gzip/emnist-{split}-train-labels-idx1-ubyte.gz"]);
        string archive = Write("zip");
        Bad.Says(() => DataPath.Load(archive), "emnist-digits, emnist-letters");
        DataPath.Load($"{archive}/emnist-letters").Train!.LabelNames[0].ShouldBe("A");
    }

    [Fact]
    public void An_encrypted_archive_is_named()
    {
        KaggleCsv.Write(Make.Set(6), _folder["in/train.csv"]);
        byte[] zip = Pack.Zip(_folder["in"]);
        zip[6] |= 1;
        zip[zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + 8] |= 1;
        Bad.Says(() => DataPath.Load(_folder.Write("set.zip", zip)), "set.zip", "encrypted", "password");
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("csv.gz")]
    [InlineData("tar.gz")]
    public void A_bomb_ends_with_one_line(string kind)
    {
        // Blank lines are no images, so what is unpacked is all there is to stop at.
        string blank = _folder.Write("in/train.csv", [.. Encoding.ASCII.GetBytes("label,a\n0,0\n"), .. Enumerable.Repeat((byte)'\n', 70 << 20)]);
        string path = _folder.Write($"bomb.{kind}", kind switch
        {
            "zip" => Pack.Zip(_folder["in"]),
            "csv.gz" => Make.Gzip(File.ReadAllBytes(blank)),
            _ => Make.Gzip(Pack.Tar(_folder["in"])),
        });
        Bad.Says(() => DataPath.Load(path), "bomb", "unpacks to more than 200 times");
    }

    [Fact]
    public void An_archive_without_a_set_says_so()
    {
        _folder.Write("in/readme.txt", "x");
        Bad.Says(() => Load("zip"), "set.zip", "no data set");
        Bad.Says(() => DataPath.Load(_folder.Write("e.zip", "PK\u0005\u0006" + new string('\0', 18))), "e.zip", "empty");
    }

    private DigitData Load(string kind) => DataPath.Load(Write(kind));

    private string Write(string kind) => _folder.Write($"set.{kind}", kind switch
    {
        "zip" => Pack.Zip(_folder["in"]),
        "tar" => Pack.Tar(_folder["in"]),
        "ustar" => Pack.Tar(_folder["in"], TarEntryFormat.Ustar),
        _ => Make.Gzip(Pack.Tar(_folder["in"])),
    });
}
