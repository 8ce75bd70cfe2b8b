using Digits.Data;

namespace Digits.Tests.Data.Sources;

public sealed class EmnistTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("balanced", 47, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabdefghnqrt")]
    [InlineData("bymerge", 47, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabdefghnqrt")]
    [InlineData("byclass", 62, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")]
    [InlineData("letters", 26, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")]
    [InlineData("digits", 10, "0123456789")]
    [InlineData("mnist", 10, "0123456789")]
    public void Every_split_is_turned_upright_and_its_classes_are_named(string split, int classes, string names)
    {
        Write("set", split);
        DigitData data = DataPath.Load(_folder["set"]);
        data.Train!.LabelNames.ShouldBe(names.Select(name => name.ToString()));
        data.Train.LabelNames.Count.ShouldBe(classes);
        data.Train.Labels.ToArray().ShouldBe([0, 1, 9]);
        (data.Train.Rows, data.Train.Columns).ShouldBe((3, 2));
        data.Train.Image(0).ToArray().ShouldBe([1, 4, 2, 5, 3, 6]);
        data.Notes.ShouldContain(note => note.Contains("turned upright", StringComparison.Ordinal));
        data.Notes.Any(note => note.Contains("count from 1", StringComparison.Ordinal)).ShouldBe(split == "letters");
    }

    [Fact]
    public void The_mapping_file_names_the_classes()
    {
        Write("set", "letters");
        _folder.Write("set/emnist-letters-mapping.txt", string.Concat(Enumerable.Range(1, 26).Select(i => $"{i} {122 - i + 1} {96 + i}\r\n")));
        DigitData data = DataPath.Load(_folder["set"]);
        data.Train!.LabelNames[0].ShouldBe("z");
        data.Notes.ShouldContain(note => note.Contains("emnist-letters-mapping.txt", StringComparison.Ordinal));
        _folder.Write("set/emnist-letters-mapping.txt", "1 letter\n");
        Bad.Says(() => DataPath.Load(_folder["set"]), "mapping.txt", "line 1");
    }

    [Fact]
    public void Of_several_splits_one_is_asked_for_and_can_be_named()
    {
        Write("gzip", "letters");
        Write("gzip", "digits");
        Bad.Says(() => DataPath.Load(_folder["gzip"]), "several data sets", "emnist-digits, emnist-letters", "gzip/emnist-letters");
        DataPath.Exists(_folder["gzip/emnist-letters"]).ShouldBeTrue();
        DataPath.Load(_folder["gzip/emnist-letters"]).Train!.LabelNames[0].ShouldBe("A");
        DataPath.Load(_folder["emnist-digits"]).Train!.LabelNames[0].ShouldBe("0");
        DataPath.Load(_folder["gzip/emnist-letters-train-images-idx3-ubyte.gz"]).Train!.LabelNames.Count.ShouldBe(26);
        DataPath.Exists(_folder["gzip/emnist-balanced"]).ShouldBeFalse();
        Bad.Says(() => DataPath.Load(_folder["gzip/emnist-balanced"]), "no such file");
    }

    [Fact]
    public void As_CSV_it_is_turned_too()
    {
        _folder.Write("emnist-letters-train.csv", "1,0,10,20,30\n26,9,8,7,6\n");
        DigitData data = DataPath.Load(_folder["emnist-letters-train.csv"]);
        data.Train!.Image(0).ToArray().ShouldBe([0, 20, 10, 30]);
        data.Train.Labels.ToArray().ShouldBe([0, 25]);
        data.Train.LabelNames[25].ShouldBe("Z");
    }

    [Fact]
    public void Letters_in_other_files_are_known_by_labels_of_1_to_26()
    {
        string lines = string.Concat(Enumerable.Range(1, 26).Select(label => $"{label},{label},200,0,1\n"));
        DigitData data = DataPath.Load(_folder.Write("letters.csv", lines));
        data.Train!.LabelNames.ShouldBe(LettersFromOne.Names);
        data.Train.Labels.ToArray().ShouldBe([.. Enumerable.Range(0, 26).Select(label => (byte)label)]);
        data.Notes.ShouldHaveSingleItem().ShouldContain("A to Z");
        DataPath.Load(_folder.Write("other.csv", $"{lines}0,1,2,3,4\n")).Train!.LabelNames.Count.ShouldBe(27);
    }

    [Fact]
    public void Transposing_twice_and_inverting_twice_changes_nothing()
    {
        DigitSet set = Make.Set(3, 4, 7);
        Make.ShouldEqual(set.Transpose().Transpose(), set);
        Make.ShouldEqual(set.Invert().Invert(), set);
        set.Transpose().Image(1)[(5 * 4) + 2].ShouldBe(set.Image(1)[(2 * 7) + 5]);
        set.Invert().Image(1)[3].ShouldBe((byte)(255 - set.Image(1)[3]));
        DigitData data = new(set, set);
        data.Transpose().Test!.IsHeldOut.ShouldBeTrue();
        data.Invert().Notes.ShouldHaveSingleItem();
    }

    private void Write(string folder, string split)
    {
        int origin = split == "letters" ? 1 : 0;
        DigitSet set = new("x", 2, 3, [1, 2, 3, 4, 5, 6, .. new byte[12]], [(byte)origin, (byte)(1 + origin), (byte)(9 + origin)]);
        foreach (string part in new[] { "train", "test" })
            Idx.Write(set, _folder[$"{folder}/emnist-{split}-{part}-images-idx3-ubyte.gz"], _folder[$"{folder}/emnist-{split}-{part}-labels-idx1-ubyte.gz"]);
    }
}
