using System.Text.Json;
using BitMiracle.LibTiff.Classic;
using Digits.EndToEnd.Tests.Support;
using Digits.Imaging;

namespace Digits.EndToEnd.Tests.CommandLine;

/// <summary>Which files <c>digits read</c> reads, what it prints of them, and what it writes about them.</summary>
[Collection(SmallSetCollection.Name)]
public sealed class ReadFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SmallSet _small;

    public ReadFilesTests(SmallSet small)
    {
        _small = small;
        Directory.CreateDirectory(_folder["scans/deep"]);
        string[] names = ["scans/b.png", "scans/a.png", "scans/deep/c.PNG", "one.png"];
        for (int i = 0; i < names.Length; i++)
            Picture.Save(_folder[names[i]], new GrayImage(28, 28, small.Test.Image(i).ToArray()));
        _folder.Write("scans/notes.txt", "not a picture");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folders_are_read_with_all_below_them_by_name() =>
        Sources("one.png", "scans").ShouldBe(["one.png", "scans/a.png", "scans/b.png", "scans/deep/c.PNG"]);

    [Theory]
    [InlineData("scans/*.png", "scans/a.png", "scans/b.png")]
    [InlineData("scans/?.png", "scans/a.png", "scans/b.png")]
    [InlineData("*/b.*", "scans/b.png")]
    [InlineData("**/*.p*", "one.png", "scans/a.png", "scans/b.png")]
    [InlineData("sc*/**/c.*", "scans/deep/c.PNG")]
    public void Patterns_that_the_shell_left_are_matched(string pattern, params string[] files) => Sources(pattern).ShouldBe(files);

    [Fact]
    public void Standard_input_is_read_as_a_dash()
    {
        using CliProcess process = CliProcess.Start(
            _folder, ["sh", "-c", "cat one.png | \"$@\"", "sh", .. CliProcess.Program], ["read", "-", "--json"]);
        JsonElement image = process.WaitForExit().ShouldSucceed().Json.GetProperty("images")[0];
        image.GetProperty("source").GetString().ShouldBe("-");
        image.GetProperty("width").GetInt32().ShouldBe(28);
    }

    [Fact]
    public void What_cannot_be_read_is_told_at_the_end_and_the_others_are_read()
    {
        _folder.Write("bad.png", "no picture");
        CliResult result = CliProcess.Run(_folder, "read", "bad.png", "one.png", "none.png", "no*.jpg", "scans/b.png").ShouldExitWith(2);
        result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).ShouldBe(["one.png", "scans/b.png"]);
        result.ErrorLines.Length.ShouldBe(3, result.Error);
        result.ErrorLines[0].ShouldStartWith("digits: bad.png: ");
        result.ErrorLines[1].ShouldBe("digits: none.png: no such file.");
        result.ErrorLines[2].ShouldBe("digits: no*.jpg: no picture matches this pattern.");
        Directory.CreateDirectory(_folder["empty"]);
        CliProcess.Run(_folder, "read", "empty").ShouldBeRefused().ShouldContain("the folder holds no pictures");
    }

    [Fact]
    public void Every_page_of_a_tiff_is_read()
    {
        using (Tiff tiff = Tiff.Open(_folder["scan.tif"], "w"))
        {
            foreach (int page in new[] { 3, 5 })
            {
                tiff.SetField(TiffTag.IMAGEWIDTH, 28);
                tiff.SetField(TiffTag.IMAGELENGTH, 28);
                tiff.SetField(TiffTag.BITSPERSAMPLE, 8);
                tiff.SetField(TiffTag.SAMPLESPERPIXEL, 1);
                tiff.SetField(TiffTag.PHOTOMETRIC, Photometric.MINISBLACK);
                tiff.SetField(TiffTag.COMPRESSION, Compression.LZW);
                for (int y = 0; y < 28; y++)
                    tiff.WriteScanline(_small.Test.Image(page).Slice(28 * y, 28).ToArray(), y);
                tiff.WriteDirectory();
            }
        }

        Sources("scan.tif").ShouldBe(["scan.tif#1", "scan.tif#2"]);
        string[] both = CliProcess.Run(_folder, "read", "scan.tif", "--plain", "--annotate", "seen").ShouldSucceed().Output.TrimEnd().Split('\n');
        both[0].ShouldBe(CliProcess.Run(_folder, "read", "one.png", "--plain").ShouldSucceed().Output.TrimEnd());
        both.Length.ShouldBe(2);
        Directory.GetFiles(_folder["seen"]).Select(file => Path.GetFileName(file)).Order().ShouldBe(["scan-page1.png", "scan-page2.png"]);
    }

    [Fact]
    public void A_document_brings_the_way_to_pictures_of_it()
    {
        _folder.Write("form.pdf", "%PDF-1.7 and more");
        CliProcess.Run(_folder, "read", "form.pdf").ShouldBeRefused().ShouldContain("pdftoppm");
    }

    [Fact]
    public void Results_are_the_same_in_the_same_order_on_any_number_of_threads()
    {
        string one = CliProcess.Run(_folder, "read", "scans", "one.png", "scans", "--threads", "1", "--json").ShouldSucceed().Output;
        CliProcess.Run(_folder, "read", "scans", "one.png", "scans", "--threads", "5", "--json").ShouldSucceed().Output.ShouldBe(one);
    }

    [Fact]
    public void Tsv_has_a_line_for_each_row_of_digits_and_for_each_picture_without_any()
    {
        Picture.Save(_folder["blank.png"], new GrayImage(28, 28, [.. Enumerable.Repeat((byte)255, 784)]));
        string[] lines = CliProcess.Run(_folder, "read", "one.png", "blank.png", "--tsv")
            .ShouldSucceed().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe("file\tline\ttext\tconfidence\tx\ty\twidth\theight");
        lines[1].ShouldMatch(@"^one\.png\t1\t[0-9]\t[0-9.]+\t\d+\t\d+\t\d+\t\d+$");
        lines[2].ShouldBe("blank.png\t\t\t\t\t\t\t");
        lines.Length.ShouldBe(3);
    }

    [Fact]
    public void Annotated_pictures_crops_and_intermediate_pictures_are_written()
    {
        File.Copy(_folder["one.png"], _folder["scans/deep/one.png"]);
        CliProcess.Run(_folder, "read", "one.png", "scans/deep/one.png", "--annotate", "seen", "--crops", "cut", "--explain", "why").ShouldSucceed();
        string[] files = _folder.Files();
        files.ShouldContain("seen/one.png");
        files.ShouldContain("seen/one-2.png");
        files.ShouldContain("cut/one-row1.png");
        files.Count(file => file.StartsWith("cut/one-row1-digit1-", StringComparison.Ordinal)).ShouldBe(1);
        files.ShouldContain("why/one/00-picture.png");
        files.Where(file => file.StartsWith("why/one-2/", StringComparison.Ordinal)).ShouldNotBeEmpty();
        foreach (string file in files.Where(file => file.StartsWith("seen/", StringComparison.Ordinal) || file.StartsWith("cut/", StringComparison.Ordinal)))
            Picture.Load(_folder[file]).Width.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Digits_below_the_least_confidence_are_left_out()
    {
        CliProcess.Run(_folder, "read", "one.png", "--min-confidence", "1", "--plain").ShouldSucceed().Output.ShouldBe("-\n");
        CliProcess.Run(_folder, "read", "one.png", "--min-confidence", "0", "--mode", "digit", "--plain").ShouldSucceed().Output.ShouldMatch("^[0-9]\n$");
    }

    [Theory]
    [InlineData("--min-confidence 1.5", "--min-confidence 1.5 cannot be used; give 0 to 1.")]
    [InlineData("--mode lines", "--mode lines cannot be used; did you mean 'line'?")]
    [InlineData("--tsv --plain", "exclude one another")]
    [InlineData("--tsv --json", "exclude one another")]
    [InlineData("--annotate one.png", "one.png: cannot be written")]
    public void Options_that_cannot_be_used_are_one_line(string options, string message) =>
        CliProcess.Run(_folder, ["read", "one.png", .. options.Split(' ')]).ShouldBeRefused().ShouldContain(message);

    private string[] Sources(params string[] arguments) =>
        [.. CliProcess.Run(_folder, ["read", "--json", .. arguments]).ShouldSucceed().Json.GetProperty("images").EnumerateArray()
            .Select(image => image.GetProperty("source").GetString()!.Replace('\\', '/')),];
}
