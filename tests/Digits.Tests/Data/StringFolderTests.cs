using Digits.Data;
using Digits.Imaging;

namespace Digits.Tests.Data;

public sealed class StringFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public StringFolderTests()
    {
        Directory.CreateDirectory(_folder["more"]);
        foreach (string name in new[] { "a.png", "b.png", "more/c.png" })
            Picture.Save(_folder[name], new GrayImage(1, 1, [0]));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Columns_are_found_by_name_and_white_space_in_texts_does_not_count()
    {
        StringFolder set = Load("kind\ttext\tfile\nclean\t12 \u00a034\tb.png\n\nhard\t007\tmore/c.png\n");
        set.Strings.ShouldBe([new("b.png", _folder["b.png"], "1234"), new("more/c.png", _folder["more/c.png"], "007")]);
        (set.Path, set.Name).ShouldBe((_folder.Path, Path.GetFileName(_folder.Path)));
    }

    [Fact]
    public void Files_of_other_systems_are_read_too() =>
        Load("\ufefffile\ttext\r\na.png\t12\r\n").Strings.ShouldBe([new("a.png", _folder["a.png"], "12")]);

    [Theory]
    [InlineData("file\ttext\na.png\t\n")]
    [InlineData("file\ttext\na.png\n")]
    public void A_picture_may_have_no_digits(string labels) => Load(labels).Strings.ShouldHaveSingleItem().Text.ShouldBeEmpty();

    [Theory]
    [InlineData("", "first line", "file and text")]
    [InlineData("a.png\t12\n", "first line", "a.png")]
    [InlineData("file,text\na.png,12\n", "first line", "tab")]
    [InlineData("file\ttext\n", "no pictures")]
    [InlineData("file\ttext\na.png\t1\nz.png\t12\n", "line 3", "z.png", "no such file")]
    [InlineData("file\ttext\na.png\t1,5\n", "line 2", "'1,5'", "','")]
    [InlineData("file\ttext\n\t15\n", "line 2", "names no file")]
    [InlineData("file\ttext\na.png\t15\nb.png\t2\na.png\t15\n", "line 4", "a.png", "twice")]
    [InlineData("file\ttext\nmore\t15\n", "line 2", "no such file")]
    public void What_is_wrong_is_said_with_its_line(string labels, params string[] words) => Bad.Says(() => Load(labels), [StringFolder.LabelsFile, .. words]);

    [Fact]
    public void A_folder_without_labels_says_what_is_wanted()
    {
        Bad.Says(() => StringFolder.Load(_folder.Path), _folder.Path, "has no labels.tsv", "file and text");
        Bad.Says(() => StringFolder.Load(_folder["none"]), _folder["none"], "no such folder");
        Bad.Says(() => StringFolder.Load(_folder["a.png"]), _folder["a.png"], "is a file");
    }

    private StringFolder Load(string labels)
    {
        _folder.Write(StringFolder.LabelsFile, labels);
        return StringFolder.Load(_folder.Path);
    }
}
