using Digits.Data;
using Digits.Tests.Data.Sources;

namespace Digits.Tests.Data.Formats;

/// <summary>Files as NumPy, h5py and SciPy write them load to the same pixels and labels.</summary>
public sealed class ArrayFormatTests
{
    [Theory]
    [InlineData("keras.npz", true)]
    [InlineData("packed.npz", true)]
    [InlineData("fortran.npz", false)]
    [InlineData("float01.npz", false, "0 to 1", "float32")]
    [InlineData("minus1.npz", true, "-1 to 1", "one-hot")]
    [InlineData("standardised.npz", false, "standardised")]
    [InlineData("channels-last.npz", false, "0 to 255", "float16")]
    [InlineData("unnamed.npz", false, "by their shapes")]
    [InlineData("val.npz", false, "x_val [5, 6, 6]")]
    [InlineData("npy/images.npy", false)]
    [InlineData("npy", false)]
    [InlineData("npy-parts", true)]
    [InlineData("npy-parts/x_train.npy", false)]
    [InlineData("usps.h5", true, "0 to 1", "train/data")]
    [InlineData("chunked.h5", false)]
    [InlineData("emnist.mat", true, "column by column", "dataset.train.labels")]
    [InlineData("cube.mat", false)]
    [InlineData("color.mat", false, "colored")]
    [InlineData("v73.mat", false, "version 7.3", "column by column", "10 was taken")]
    [InlineData("scipy.mat", false, "SciPy")]
    [InlineData("columns.parquet", false)]
    [InlineData("lists.parquet", false, "0 to 1")]
    [InlineData("binary.parquet", false)]
    [InlineData("hub", true, "3 Parquet files")]
    [InlineData("hub/data", true)]
    public void Files_of_other_programs_hold_the_same_pixels(string file, bool test, params string[] notes)
    {
        DigitData data = GoldenSets.Load(file);
        string said = string.Join(' ', [data.Format, .. data.Notes]);
        said.ShouldNotBeEmpty();
        foreach (string note in notes)
            said.ShouldContain(note);
        GoldenSets.ShouldHold(data, test);
    }

    [Fact]
    public void EMNISTs_letters_are_26_classes()
    {
        DigitData data = GoldenSets.Load("emnist-letters.mat");
        data.Train!.LabelNames.ShouldBe("ABCDEFGHIJKLMNOPQRSTUVWXYZ".Select(letter => letter.ToString()));
        data.Train.Labels.ToArray().ShouldBe([.. Enumerable.Range(0, 12).Select(i => (byte)(2 * i))]);
        data.Train.Pixels.SequenceEqual(GoldenSets.Expected(0, 12).Pixels).ShouldBeTrue();
        data.Notes.ShouldContain(note => note.Contains("count from 1, for A to Z", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("npy-parts", true, "zip")]
    [InlineData("npy-parts", true, "tar.gz")]
    [InlineData("npy", false, "zip")]
    [InlineData("npy", false, "tar.gz")]
    public void Arrays_in_files_of_an_archive_are_one_set(string folder, bool test, string kind)
    {
        using TempFolder place = new();
        foreach (string file in Directory.GetFiles(Path.Combine(GoldenSets.Folder, folder)))
            place.Write($"in/mnist/{Path.GetFileName(file)}", File.ReadAllBytes(file));
        // What comes first in a ZIP is no array, so that it is not taken for an npz.
        place.Write("in/README", "x");
        byte[] packed = kind == "zip" ? Pack.Zip(place["in"]) : Make.Gzip(Pack.Tar(place["in"]));
        GoldenSets.ShouldHold(DataSource.Load(place.Write($"set.{kind}", packed)), test);
    }

    [Fact]
    public void Arrays_in_a_folder_for_each_part_are_one_set()
    {
        using TempFolder place = new();
        foreach ((string part, string word) in new[] { ("train", "train"), ("test", "Testing") })
        {
            place.Write($"{word}/images.npy", File.ReadAllBytes(Path.Combine(GoldenSets.Folder, $"npy-parts/x_{part}.npy")));
            place.Write($"{word}/labels.npy", File.ReadAllBytes(Path.Combine(GoldenSets.Folder, $"npy-parts/y_{part}.npy")));
        }

        GoldenSets.ShouldHold(DataSource.Load(place.Path), test: true);
    }

    [Fact]
    public void Archives_of_one_array_each_are_one_set()
    {
        using TempFolder place = new();
        (string, string)[] arrays = [("x_train", "train-imgs"), ("y_train", "train-labels"), ("x_test", "test-imgs"), ("y_test", "test-labels")];
        foreach ((string array, string file) in arrays)
        {
            place.Write("in/arr_0.npy", File.ReadAllBytes(Path.Combine(GoldenSets.Folder, $"npy-parts/{array}.npy")));
            place.Write($"kmnist/kmnist-{file}.npz", Pack.Zip(place["in"]));
        }

        GoldenSets.ShouldHold(DataSource.Load(place["kmnist"]), test: true);
    }

    [Fact]
    public void Arrays_to_validate_on_validate()
    {
        DigitData data = GoldenSets.Load("val.npz");
        data.Train!.Count.ShouldBe(12);
        data.Validation!.Count.ShouldBe(5);
        data.Validation.IsLabeled.ShouldBeTrue();
    }

    [Theory]
    [InlineData("version2.npy")]
    [InlineData("version3.npy")]
    public void Arrays_without_labels_load_as_unlabeled(string file)
    {
        DigitSet set = GoldenSets.Load(file).Train!;
        set.IsLabeled.ShouldBeFalse();
        set.Pixels.SequenceEqual(GoldenSets.Expected(0, 12).Pixels).ShouldBeTrue();
    }

    [Theory]
    [InlineData("byte-labels.npz")]
    [InlineData("latest.h5")]
    public void Labels_that_are_texts_name_the_classes(string file)
    {
        DigitSet set = GoldenSets.Load(file).Train!;
        set.LabelNames.ShouldBe(Enumerable.Range(0, 10).Select(label => $"c{label}"));
        Make.ShouldEqual(set, GoldenSets.Expected(0, 12));
    }

    [Fact]
    public void An_exercise_of_MATLAB_has_10_for_0_and_pixels_slightly_out_of_range()
    {
        DigitData data = GoldenSets.Load("ex3.mat");
        DigitSet expected = GoldenSets.Expected(0, 12);
        data.Train!.Labels.SequenceEqual(expected.Labels).ShouldBeTrue();
        for (int i = 0; i < expected.Pixels.Length; i++)
            ((int)data.Train.Pixels[i])
                .ShouldBeInRange((int)Math.Clamp((expected.Pixels[i] * 1.2) - 26.5, 0, 255), (int)Math.Clamp((expected.Pixels[i] * 1.2) - 24.5, 0, 255));
        string.Join(' ', data.Notes).ShouldContain("10 was taken as the digit 0");
    }

    [Fact]
    public void A_pickled_array_is_named_for_what_it_is() =>
        Bad.Says(() => GoldenSets.Load("objects.npz"), "objects.npz", "x_train.npy", "pickle", "numpy.stack");

    [Fact]
    public void Class_names_of_Hugging_Faces_come_with_the_set() =>
        GoldenSets.Load("hub").Test!.LabelNames.ShouldBe(Enumerable.Range(0, 10).Select(label => $"c{label}"));

    [Fact]
    public void HDF5_in_the_other_byte_order_is_refused_by_name() => Bad.Says(() => GoldenSets.Load("big-endian.h5"), "big-endian.h5", "order");

    [Fact]
    public void HDF5_that_leads_to_another_file_is_refused() => Bad.Says(() => GoldenSets.Load("elsewhere.h5"), "elsewhere.h5", "other files");

    [Fact]
    public void A_file_of_labels_asks_for_the_images() =>
        Bad.Says(() => GoldenSets.Load("npy/labels.npy"), "labels.npy", "give the file of images");

    [SkippableFact]
    public void Kerass_file_and_arrays_of_NumPys_are_read()
    {
        string folder = RealData.Folder("cases/2-idx-types");
        DigitData keras = DataSource.Load(Path.Combine(folder, "mnist.npz"));
        (keras.Train!.Count, keras.Test!.Count, keras.Train.Rows).ShouldBe((100, 20, 28));
        keras.Format!.ShouldContain("x_train [100, 28, 28] with the labels y_train");
        DigitSet images = DataSource.Load(Path.Combine(folder, "images.npy")).Train!;
        images.Pixels.SequenceEqual(keras.Train.Pixels).ShouldBeTrue();
    }

    [Theory]
    [InlineData("x_train", "Train", "Images")]
    [InlineData("trainX", "Train", "Images")]
    [InlineData("X_tr", "Train", "Images")]
    [InlineData("yte", "Test", "Labels")]
    [InlineData("test/target", "Test", "Labels")]
    [InlineData("trainLabels", "Train", "Labels")]
    [InlineData("t10k_images", "Test", "Images")]
    [InlineData("mnist-test-labels", "Test", "Labels")]
    [InlineData("dataset.train.images", "Train", "Images")]
    [InlineData("dataset.train.writers", "Train", "Unknown")]
    [InlineData("dataset.mapping", "Whole", "Names")]
    [InlineData("values", "Whole", "Unknown")]
    [InlineData("train-00000-of-00001", "Train", "Unknown")]
    [InlineData("Y", "Whole", "Labels")]
    [InlineData("csvTrainLabel 60k x 1", "Train", "Labels")]
    [InlineData("csvTestImages 10k x 784", "Test", "Images")]
    [InlineData("kmnist-train-imgs", "Train", "Images")]
    public void Names_tell_part_and_role(string name, string part, string role)
    {
        ArrayName read = ArrayName.Of(name);
        (read.Part.ToString(), read.Role.ToString()).ShouldBe((part, role));
    }
}
