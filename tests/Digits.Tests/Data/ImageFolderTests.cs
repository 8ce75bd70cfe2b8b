using Digits.Data;
using Digits.Imaging;

namespace Digits.Tests.Data;

public sealed class ImageFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pictures_come_by_label_and_then_by_name()
    {
        Save("3/b.png", 1);
        Save("3/B.PNG", 2);
        Save("0/10.png", 3);
        Save("0/9.png", 4);
        DigitSet set = ImageFolder.Read(_folder.Path, "mine");
        set.Labels.ToArray().ShouldBe([0, 0, 3, 3]);
        set.Pixels.ToArray().ShouldBe([3, 3, 4, 4, 2, 2, 1, 1]);
        (set.Name, set.Rows, set.Columns, set.Source).ShouldBe(("mine", 1, 2, _folder.Path));
    }

    [Fact]
    public void Hidden_files_are_passed_over()
    {
        Save("3/a.png", 1);
        _folder.Write("3/.DS_Store", "x");
        _folder.Write(".git/config", "x");
        ImageFolder.Read(_folder.Path).Count.ShouldBe(1);
    }

    [Fact]
    public void Sizes_that_differ_name_both_files()
    {
        Save("1/a.png", 1);
        Picture.Save(_folder["2/b.png"], new GrayImage(2, 2, new byte[4]));
        Bad.Says(() => ImageFolder.Read(_folder.Path), _folder["1/a.png"], _folder["2/b.png"], "2x2", "2x1");
    }

    [Fact]
    public void A_folder_without_pictures_says_what_is_wanted()
    {
        Bad.Says(() => ImageFolder.Read(_folder.Path), _folder.Path, "no pictures", "0 to 9");
        Directory.CreateDirectory(_folder["7"]);
        Bad.Says(() => ImageFolder.Read(_folder.Path), "no pictures");
    }

    [Fact]
    public void A_missing_folder_is_named() => Bad.Says(() => ImageFolder.Read(_folder["none"]), _folder["none"], "no such folder");

    [Fact]
    public void Folders_that_are_not_numbers_are_classes_in_ordinal_order()
    {
        Save("dog/a.png", 1);
        Save("cat/a.png", 2);
        Save("Emu/a.png", 3);
        DigitSet set = ImageFolder.Read(_folder.Path);
        set.LabelNames.ShouldBe(["Emu", "cat", "dog"]);
        set.Pixels.ToArray().ShouldBe([3, 3, 2, 2, 1, 1]);
        set.Labels.ToArray().ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void Numbers_keep_their_value()
    {
        Save("46/a.png", 1);
        Save("5/a.png", 2);
        DigitSet set = ImageFolder.Read(_folder.Path);
        set.LabelNames.Count.ShouldBe(47);
        set.Labels.ToArray().ShouldBe([5, 46]);
    }

    [Fact]
    public void Parts_have_the_classes_of_both()
    {
        Save("train/cat/a.png", 1);
        Save("train/dog/a.png", 1);
        Save("test/dog/a.png", 1);
        DigitData data = DataPath.Load(_folder.Path);
        data.RequireLabelNames().ShouldBe(["cat", "dog"]);
        data.Test!.Labels.ToArray().ShouldBe([1]);
    }

    [Fact]
    public void One_class_alone_is_refused()
    {
        Save("ten/a.png", 1);
        Bad.Says(() => ImageFolder.Read(_folder.Path), _folder.Path, "one class", "ten");
    }

    [Fact]
    public void Pictures_that_lie_in_train_and_test_themselves_are_no_classes()
    {
        Save("train/a.png", 1);
        Save("test/a.png", 1);
        Bad.Says(() => DataPath.Load(_folder.Path), "holds no data set");
    }

    [Fact]
    public void A_file_that_cannot_be_used_is_named()
    {
        Save("1/a.png", 1);
        _folder.Write("1/b.png", "no picture");
        Bad.Says(() => ImageFolder.Read(_folder.Path), _folder["1/b.png"], "not a picture");
        File.Delete(_folder["1/b.png"]);
        _folder.Write("1/c.jpg", "x");
        Bad.Says(() => ImageFolder.Read(_folder.Path), _folder["1/c.jpg"], "PNG");
    }

    [SkippableFact]
    public void A_file_that_may_not_be_read_is_named()
    {
        Skip.If(OperatingSystem.IsWindows() || Environment.UserName == "root", "This user may read every file.");
        Save("1/a.png", 1);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder["1/a.png"], UnixFileMode.None);
        Bad.Says(() => ImageFolder.Read(_folder.Path), _folder["1/a.png"], "cannot be read");
    }

    private void Save(string path, byte value) => Picture.Save(_folder[path], new GrayImage(2, 1, [value, value]));
}
