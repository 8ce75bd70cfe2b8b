using Digits.Data;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Tests.Data;

public sealed class KaggleCsvTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read_back()
    {
        Prop.ForAll(Make.Sets(square: true), set =>
        {
            KaggleCsv.Write(set, _folder["set.csv"]);
            Make.ShouldEqual(KaggleCsv.Read(_folder["set.csv"]), set);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_text_written_is_Kaggles()
    {
        KaggleCsv.Write(new DigitSet("x", 2, 2, [0, 1, 20, 255, 4, 3, 2, 1], [7, 0]), _folder["k.csv"]);
        File.ReadAllText(_folder["k.csv"]).ShouldBe("label,pixel0,pixel1,pixel2,pixel3\n7,0,1,20,255\n0,4,3,2,1\n");
    }

    [Theory]
    [InlineData("label,pixel0,pixel1,pixel2,pixel3\n7,0,1,20,255\n")]
    [InlineData("label,1x1,1x2,2x1,2x2\r\n7,0,1,20,255\r\n\r\n")]
    [InlineData("\uFEFF\"label\",\"a\",\"b\",\"c\",\"d\"\n\"7\", 0 ,1,20,255")]
    [InlineData("0,1,2,3,Label\n0,1,20,255,7\n")]
    [InlineData("7,0,1,20,255\n")]
    public void The_usual_spellings_are_read(string text)
    {
        DigitSet set = KaggleCsv.Read(_folder.Write("set.csv", text));
        Make.ShouldEqual(set, new DigitSet("", 2, 2, [0, 1, 20, 255], [7]));
        set.Name.ShouldBe("set.csv");
    }

    [Theory]
    [InlineData("pixel0,pixel1,pixel2,pixel3\n0,1,20,255\n")]
    [InlineData("0,1,20,255\n")]
    public void A_file_without_labels_is_unlabelled(string text) =>
        Make.ShouldEqual(KaggleCsv.Read(_folder.Write("test.csv", text)), new DigitSet("", 2, 2, [0, 1, 20, 255], null));

    [Theory]
    [InlineData("", "no lines")]
    [InlineData("\n\n", "no lines")]
    [InlineData("label,a,b,c,d\n", "nothing below")]
    [InlineData("label,a,b\n1,2,3\n", "line 1", "3 columns", "not a square")]
    [InlineData("label,a,b,c,d\n1,2,3,4,5\n1,2,3\n", "line 3", "3 columns", "have 5")]
    [InlineData("label,a,b,c,d\n1,2,3,4,5\n1,2,x,4,5\n", "line 3, column 3", "'x'")]
    [InlineData("label,a,b,c,d\n1,2,256,4,5\n", "line 2, column 3", "'256'", "0 to 255")]
    [InlineData("label,a,b,c,d\n1,2,-1,4,5\n", "line 2, column 3", "'-1'")]
    [InlineData("label,a,b,c,d\n1,2,,4,5\n", "line 2, column 3", "is empty")]
    [InlineData("label,a,b,c,d\n256,2,3,4,5\n", "line 2, column 1", "'256'", "a label", "0 to 255")]
    [InlineData("label,a,b,c,d\n1,\"2,3,4,5\n", "line 2")]
    public void Errors_name_file_line_and_column(string text, params string[] says)
    {
        string path = _folder.Write("bad.csv", text);
        Bad.Says(() => KaggleCsv.Read(path), [path, .. says]);
    }

    [Fact]
    public void Damaged_files_never_do_worse_than_one_line()
    {
        KaggleCsv.Write(Make.Set(6, 5, 5), _folder["set.csv"]);
        foreach (byte[] file in Make.Damaged(File.ReadAllBytes(_folder["set.csv"]), 1000, seed: 5))
            Bad.NeverWorse(file, () => TextTable.Read(new MemoryStream(file), "fuzz", "fuzz"));
    }

    [Fact]
    public void Only_square_images_can_be_written() => Bad.Says(() => KaggleCsv.Write(Make.Set(1, 2, 3), _folder["x.csv"]), "2x3", "square");
}
