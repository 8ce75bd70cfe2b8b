using Digits.Data;
using Digits.Imaging;
using Digits.Tests.Imaging;

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
    public void Every_kind_of_picture_gives_the_same_digits()
    {
        DigitSet digits = Strokes.Generate(train: 20, test: 1).Train!;
        GrayImage[] images = [.. Enumerable.Range(0, digits.Count).Select(i => new GrayImage(28, 28, digits.Image(i).ToArray()))];
        byte[] grays = [.. Enumerable.Range(0, 256).SelectMany(level => Enumerable.Repeat((byte)level, 3))];
        for (int i = 0; i < images.Length; i++)
        {
            byte[] pixels = images[i].Pixels.ToArray();
            byte[] rgba = [.. pixels.SelectMany(level => new byte[] { level, level, level, 255 })];
            byte[] rows = [.. pixels.Chunk(28).SelectMany(row => row.Prepend((byte)0))];
            _folder.Write($"gray/{digits.Labels[i]}/{i:D3}.png", PngWriter.Gray(images[i]));
            _folder.Write($"rgba/{digits.Labels[i]}/{i:D3}.png", PngWriter.Rgba(28, 28, rgba));
            _folder.Write($"palette/{digits.Labels[i]}/{i:D3}.png",
                PngParts.Build(PngParts.Header(28, 28, 8, 3), ("PLTE", grays), ("IDAT", PngParts.Deflate(rows))));
            _folder.Write($"webp/{digits.Labels[i]}/{i:D3}.webp", MakePicture.Lossless(28, 28, rgba));
            _folder.Write($"jpeg/{digits.Labels[i]}/{i:D3}.jpg", MakePicture.Jpeg(images[i]));
        }

        DigitSet gray = ImageFolder.Read(_folder["gray"]);
        foreach (string exact in new[] { "rgba", "palette", "webp" })
            Make.ShouldEqual(DataPath.Load(_folder[exact]).Train!, gray);
        DigitSet jpeg = ImageFolder.Read(_folder["jpeg"]);
        jpeg.Labels.SequenceEqual(gray.Labels).ShouldBeTrue();
        jpeg.Pixels.ToArray().Zip(gray.Pixels.ToArray()).Average(pair => Math.Abs(pair.First - pair.Second)).ShouldBeLessThan(3);
    }

    [Fact]
    public void A_file_that_cannot_be_used_is_named()
    {
        Save("1/a.png", 1);
        _folder.Write("1/b.png", "no picture");
        Bad.Says(() => ImageFolder.Read(_folder.Path), _folder["1/b.png"], "not a picture");
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
