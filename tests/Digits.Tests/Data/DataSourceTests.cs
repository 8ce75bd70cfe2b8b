using Digits.Data;
using Digits.Imaging;

namespace Digits.Tests.Data;

public sealed class DataSourceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")]
    [InlineData("train-images.idx3-ubyte", "train-labels.idx1-ubyte", "t10k-images.idx3-ubyte", "t10k-labels.idx1-ubyte")]
    [InlineData("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "test-images-idx3-ubyte.gz", "test-labels-idx1-ubyte.gz")]
    [InlineData("MNIST/raw/train-images-idx3-ubyte", "MNIST/raw/train-labels-idx1-ubyte", "MNIST/raw/t10k-images.idx3-ubyte", "MNIST/raw/t10k-labels.idx1-ubyte")]
    [InlineData(
        "train-images-idx3-ubyte/train-images-idx3-ubyte",
        "train-labels-idx1-ubyte/train-labels-idx1-ubyte",
        "t10k-images-idx3-ubyte/t10k-images-idx3-ubyte",
        "t10k-labels-idx1-ubyte/t10k-labels-idx1-ubyte")]
    public void Folders_of_idx_files_load_in_every_usual_spelling(params string[] names)
    {
        Idx.Write(Make.Set(5, seed: 1), _folder[names[0]], _folder[names[1]]);
        Idx.Write(Make.Set(3, seed: 2), _folder[names[2]], _folder[names[3]]);
        DigitData data = Load(_folder.Path);
        Make.ShouldEqual(data.Train!, Make.Set(5, seed: 1));
        Make.ShouldEqual(data.Test!, Make.Set(3, seed: 2));
        data.Train!.Name.ShouldBe(Path.GetFileName(_folder.Path));
    }

    [Fact]
    public void Files_twice_as_in_Kaggles_archive_load_once()
    {
        foreach (string name in new[] { "train-images.idx3-ubyte", "train-images-idx3-ubyte/train-images-idx3-ubyte" })
            Idx.Write(Make.Set(5), _folder[name], _folder[name.Replace("images", "labels").Replace("idx3", "idx1")]);
        Load(_folder.Path).Train!.Count.ShouldBe(5);
    }

    [Fact]
    public void An_idx_pair_loads_by_the_path_of_its_images()
    {
        Idx.Write(Make.Set(5), _folder["a/train-images.idx3-ubyte"], _folder["a/train-labels-idx1-ubyte.gz"]);
        Idx.Write(Make.Set(3), _folder["b/t10k-images-idx3-ubyte"], null);
        Load(_folder["a/train-images.idx3-ubyte"]).RequireTrain().Count.ShouldBe(5);
        DigitData test = Load(_folder["b/t10k-images-idx3-ubyte"]);
        test.Train.ShouldBeNull();
        (test.Test!.Count, test.Test.IsLabeled).ShouldBe((3, false));
        Bad.Says(() => Load(_folder["a/train-labels-idx1-ubyte.gz"]), "file of labels", "images");
    }

    [Fact]
    public void A_test_set_alone_of_any_size_loads_by_its_name_in_the_data_folder()
    {
        Idx.Write(Make.Set(4, 16, 12), _folder["env/unseen/other/test-images-idx3-ubyte.gz"], _folder["env/unseen/other/test-labels-idx1-ubyte.gz"]);
        DigitData data = Load("unseen/other");
        data.Train.ShouldBeNull();
        (data.Test!.Count, data.Test.Rows, data.Test.Columns, data.Test.Name).ShouldBe((4, 16, 12, "other"));
    }

    [Fact]
    public void A_folder_of_several_sets_asks_for_one()
    {
        Idx.Write(Make.Set(4), _folder["one/test-images-idx3-ubyte"], null);
        Idx.Write(Make.Set(4), _folder["two/test-images-idx3-ubyte"], null);
        Bad.Says(() => Load(_folder.Path), "several", "one, two");
    }

    [Fact]
    public void Labels_without_images_say_so()
    {
        _folder.Write("train-labels-idx1-ubyte", Make.Idx([0x801, 1], [1]));
        Bad.Says(() => Load(_folder.Path), "train-labels-idx1-ubyte", "no file of images");
    }

    [Fact]
    public void A_csv_file_is_one_undivided_set()
    {
        KaggleCsv.Write(Make.Set(4), _folder["my.csv"]);
        DigitData data = Load(_folder["my.csv"]);
        data.Test.ShouldBeNull();
        Make.ShouldEqual(data.RequireTest(), Make.Set(4));
        Make.ShouldEqual(Load(_folder.Path).RequireTest(), Make.Set(4));
        KaggleCsv.Write(Make.Set(4), _folder["other.csv"]);
        Bad.Says(() => Load(_folder.Path), "my.csv, other.csv", "own path");
    }

    [Fact]
    public void A_folder_of_pictures_loads_with_or_without_a_test_part()
    {
        Picture.Save(_folder["whole/3/a.png"], new GrayImage(1, 1, [1]));
        Picture.Save(_folder["parts/train/4/a.png"], new GrayImage(1, 1, [1]));
        Picture.Save(_folder["parts/testing/5/a.png"], new GrayImage(1, 1, [1]));
        Load(_folder["whole"]).RequireTrain().Labels.ToArray().ShouldBe([3]);
        DigitData parts = Load(_folder["parts"]);
        parts.Train!.Labels.ToArray().ShouldBe([4]);
        parts.Test!.Labels.ToArray().ShouldBe([5]);
    }

    [Fact]
    public void A_wrong_name_is_answered_with_the_nearest()
    {
        Bad.Says(() => Load("mnits"), "'mnits'", "did you mean 'mnist'?");
        Bad.Says(() => Load("stroke"), "did you mean 'strokes'?");
        Directory.CreateDirectory(_folder["env/semeion"]);
        Bad.Says(() => Load("semeon"), "did you mean 'semeion'?");
        Bad.Says(() => Load("cheese"), "'cheese'", "mnist, fashion-mnist, kmnist", "strokes or a path");
        Bad.Says(() => Load(""), "mnist, strokes or a path");
    }

    [Fact]
    public void A_path_that_does_not_exist_says_so() => Bad.Says(() => Load("./no/such.csv"), "./no/such.csv", "no such file or folder");

    [Fact]
    public void A_folder_without_data_says_what_is_wanted()
    {
        Bad.Says(() => Load(_folder.Path), _folder.Path, "empty");
        _folder.Write("readme.txt", "x");
        Bad.Says(() => Load(_folder.Path), "no data set", "IDX");
    }

    [Fact]
    public void A_file_that_is_no_data_set_says_so()
    {
        Bad.Says(() => Load(_folder.Write("a.zip", "PK")), "a.zip", "no archive");
        Bad.Says(() => Load(_folder.Write("a.png", "x")), "a.png", "folder");
        Bad.Says(() => Load(_folder.Write("a.bin", "abcdef")), "a.bin", "61 62 63 64 65 66", "abcdef");
    }

    private DigitData Load(string nameOrPath) =>
        DataSource.Load(nameOrPath,
            new DataSourceOptions { DataFolder = _folder["env"], LocalFolder = _folder["local"], CacheFolder = _folder["cache"], Mirrors = [] });
}
