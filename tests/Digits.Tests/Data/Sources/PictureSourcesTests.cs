using Digits.Data;
using Digits.Imaging;

namespace Digits.Tests.Data.Sources;

/// <summary>Pictures in folders as people have them.</summary>
public sealed class PictureSourcesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_no_picture_of_a_class_is_left_out_and_counted_once()
    {
        Save("3/a.png", 1);
        Save("4/b.png", 2);
        foreach (string clutter in new[] { "3/Thumbs.db", "4/desktop.ini", ".DS_Store", "__MACOSX/3/._a.png", "3/.hidden.png" })
            _folder.Write(clutter, "x");
        foreach (string other in new[] { "3/notes.txt", "README", "notes/readme.md" })
            _folder.Write(other, "x");
        Directory.CreateDirectory(_folder["empty"]);
        DigitData data = Load();
        data.Train!.Labels.ToArray().ShouldBe([3, 4]);
        data.Notes.Count.ShouldBe(2);
        data.Notes[0].ShouldContain("3 files");
        data.Notes[1].ShouldContain("5 files");
    }

    [Fact]
    public void A_picture_without_an_extension_is_known_by_its_content()
    {
        Save("3/a.png", 1);
        File.Move(_folder["3/a.png"], _folder["3/0001"]);
        Load().Train!.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("3_0.png", "7_1.png", 3, 7)]
    [InlineData("7.png", "8.png", 7, 8)]
    [InlineData("3 (1).png", "7 (2).png", 3, 7)]
    [InlineData("digit-7 (2).png", "digit-7 (3).png", 7, 7)]
    [InlineData("img_0001_label_4.png", "img_0002_label_5.png", 4, 5)]
    [InlineData("img0001-4.png", "img0002-4.png", 4, 4)]
    public void Pictures_named_by_their_label_lie_in_one_folder(string first, string second, int label, int other)
    {
        Save(first, 1);
        Save(second, 2);
        DigitData data = Load();
        data.Train!.Labels.ToArray().ShouldBe([(byte)label, (byte)other]);
        data.Train.Pixels.ToArray().ShouldBe([1, 1, 2, 2]);
        data.Format.ShouldNotBeNull().ShouldContain(first);
    }

    [Theory]
    [InlineData("img_1.png", "img_2.png")]
    [InlineData("scan.png", "3_0.png")]
    [InlineData("10.png", "11.png")]
    public void Names_that_only_count_are_no_labels(string first, string second)
    {
        Save(first, 1);
        Save(second, 2);
        Bad.Says(() => Load(), "no data set");
    }

    [Theory]
    [InlineData("labels.csv", "file,label\nb.png,7\na.png,3\n")]
    [InlineData("labels.csv", "b.png,7\na.png,3\n")]
    [InlineData("labels.csv", "\"id\";\"class\"\r\n\"b\";\"7\"\r\n\"a\";\"3\"\r\n")]
    [InlineData("labels.tsv", "filename\tdigit\nb.png\t7.0\na.png\t3.0\n")]
    public void A_table_beside_the_pictures_labels_them(string table, string text)
    {
        Save("a.png", 1);
        Save("b.png", 2);
        _folder.Write(table, text);
        DigitData data = Load();
        data.Train!.Labels.ToArray().ShouldBe([7, 3]);
        data.Train.Pixels.ToArray().ShouldBe([2, 2, 1, 1]);
        data.Notes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("annotations.csv", "image,class\nb.png,7\na.png,3\n")]
    [InlineData("labels.csv", "id,filename,label,split\n0,pictures/b.png,7,train\n1,pictures/a.png,3,train\n")]
    [InlineData("train.csv", "label,path\n7,set/pictures/b.png\n3,set/pictures/a.png\n")]
    public void A_table_may_have_any_name_and_other_columns_and_the_pictures_a_folder(string table, string text)
    {
        Save("pictures/a.png", 1);
        Save("pictures/b.png", 2);
        _folder.Write(table, text);
        DigitData data = Load();
        data.Train!.Labels.ToArray().ShouldBe([7, 3]);
        data.Train.Pixels.ToArray().ShouldBe([2, 2, 1, 1]);
        data.Format!.ShouldContain(table);
    }

    [Fact]
    public void Each_part_may_have_its_table()
    {
        Save("train/0.png", 1);
        Save("test/0.png", 2);
        _folder.Write("train.csv", "file,label\n0.png,7\n");
        _folder.Write("test.csv", "file,label\n0.png,3\n");
        DigitData data = Load();
        (data.Train!.Labels[0], data.Train.Pixels[0], data.Test!.Labels[0], data.Test.Pixels[0]).ShouldBe(((byte)7, (byte)1, (byte)3, (byte)2));
    }

    [Fact]
    public void A_table_of_several_columns_without_a_name_for_the_labels_asks_for_one()
    {
        Save("a.png", 1);
        _folder.Write("labels.csv", "file,x,z\na.png,3,4\n");
        Bad.Says(() => Load(), "labels.csv", "line 2 has 3 columns", "'label'");
    }

    [Theory]
    [InlineData("mnist_train", "mnist_test")]
    [InlineData("trainingSet/trainingSet", "testSet/testSet")]
    [InlineData("TRAIN_SET", "TEST_SET")]
    public void Folders_of_parts_may_have_other_words_in_their_names(string train, string test)
    {
        Save($"{train}/3/a.png", 1);
        Save($"{train}/4/a.png", 1);
        Save($"{test}/4/b.png", 2);
        DigitData data = Load();
        data.Train!.Labels.ToArray().ShouldBe([3, 4]);
        data.Test!.Labels.ToArray().ShouldBe([4]);
    }

    [Fact]
    public void Pictures_in_the_folder_of_a_part_may_be_named_by_their_label()
    {
        Save("train/3_0.png", 1);
        Save("train/7_1.png", 1);
        Save("test/7_2.png", 2);
        DigitData data = Load();
        data.Train!.Labels.ToArray().ShouldBe([3, 7]);
        data.Test!.Labels.ToArray().ShouldBe([7]);
        data.Notes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("three", "seven", 3, 7)]
    [InlineData("Three", "Seven", 3, 7)]
    [InlineData("digit_3", "digit_7", 3, 7)]
    [InlineData("Number 3", "Number 7", 3, 7)]
    [InlineData("003", "007", 3, 7)]
    public void Folders_that_spell_digits_are_digits(string first, string second, int label, int other)
    {
        Save($"{first}/a.png", 1);
        Save($"{second}/a.png", 2);
        DigitData data = Load();
        data.Train!.LabelNames.ShouldBe(ClassNames.Numbers(10));
        data.Train.Labels.ToArray().Order().ShouldBe([(byte)label, (byte)other]);
        data.Train.Labels[data.Train.Pixels.IndexOf((byte)2) / 2].ShouldBe((byte)other);
        data.Notes.ShouldHaveSingleItem().ShouldContain("taken for the digits");
    }

    [Fact]
    public void Ten_numbered_classes_are_digits_and_fewer_are_classes()
    {
        for (int i = 0; i < 9; i++)
            Save($"class {i}/a.png", (byte)i);
        Load().Train!.LabelNames[1].ShouldBe("class 1");
        Save("class 9/a.png", 9);
        Load().Train!.LabelNames.ShouldBe(ClassNames.Numbers(10));
    }

    [Fact]
    public void Pictures_without_labels_are_named_and_the_ways_to_label_them()
    {
        Save("00001.png", 1);
        Save("00002.png", 1);
        Bad.Says(() => Load(), "00001.png", "sub-folders 0 to 9", "labels.csv");
    }

    [Fact]
    public void A_table_that_does_not_fit_is_named()
    {
        Save("a.png", 1);
        _folder.Write("labels.csv", "a.png,3\nb.png,4\n");
        Bad.Says(() => Load(), "labels.csv", "line 2", "b.png");
        _folder.Write("labels.csv", "c.png,3\n");
        Bad.Says(() => Load(), "labels.csv", "none of the pictures");
    }

    [Fact]
    public void A_single_folder_around_all_is_passed_through()
    {
        Save("top/3_0.png", 1);
        Load().Train!.Labels.ToArray().ShouldBe([3]);
    }

    [Fact]
    public void Parts_are_known_in_any_case_and_share_their_classes()
    {
        Save("Training/cat/a.png", 1);
        Save("Training/dog/a.png", 1);
        Save("VALID/dog/a.png", 2);
        Save("Test/cat/a.png", 3);
        DigitData data = Load();
        data.Validation!.LabelNames.ShouldBe(["cat", "dog"]);
        data.Validation.Labels.ToArray().ShouldBe([1]);
        data.Test!.Labels.ToArray().ShouldBe([0]);
        data.Notes.ShouldHaveSingleItem().ShouldContain("'VALID'");
    }

    private void Save(string path, byte value) => Picture.Save(_folder[path], new GrayImage(2, 1, [value, value]));

    private DigitData Load() => DataPath.Load(_folder.Path);
}
