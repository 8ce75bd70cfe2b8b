using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Digits.Data;
using Digits.EndToEnd.Tests.Support;
using Digits.Imaging;
using PureHDF;

namespace Digits.EndToEnd.Tests.CommandLine;

/// <summary>What people bring as data, by the command line.</summary>
[Collection(SmallSetCollection.Name)]
public sealed class DataKindsTests(SmallSet small) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Data_info_says_what_was_recognised_and_evaluate_what_was_done()
    {
        KaggleCsv.Write(small.Test, _folder["plain.csv"]);
        string[] lines = File.ReadAllLines(_folder["plain.csv"]);
        _folder.Write("pandas.csv", string.Concat(lines.Select((line, i) => (i == 0 ? "," : $"{i - 1},") + line + "\n")));
        CliResult info = CliProcess.Run(_folder, "data", "info", "pandas.csv", "--json").ShouldSucceed();
        info.Json.GetProperty("format").GetString().ShouldNotBeNull().ShouldStartWith("CSV");
        info.Json.GetProperty("notes")[0].GetString().ShouldNotBeNull().ShouldContain("left out");
        CliProcess.Run(_folder, "data", "info", "pandas.csv").ShouldSucceed().Output.ShouldContain("Recognised as CSV");
        CliResult evaluated = CliProcess.Run(_folder, "evaluate", small.Model, "--data", "pandas.csv", "--json").ShouldSucceed();
        evaluated.Error.ShouldContain("left out");
        Accuracy(evaluated).ShouldBe(Accuracy(CliProcess.Run(_folder, "evaluate", small.Model, "--data", "plain.csv", "--json").ShouldSucceed()));
    }

    [Fact]
    public void Transposed_and_inverted_sets_are_turned_by_options_and_a_resumed_run_turns_them_too()
    {
        DigitSet train = DataSource.Load(small.Data).RequireTrain();
        Write("odd/train", train.Transpose().Invert());
        Write("odd/test", small.Test.Transpose().Invert());
        string[] turned = ["--transpose", "--invert", "--json", "--quiet"];
        double accuracy = Accuracy(CliProcess.Run(_folder, ["evaluate", small.Model, "--data", "odd", .. turned]).ShouldSucceed());
        accuracy.ShouldBe(Accuracy(CliProcess.Run(_folder, "evaluate", small.Model, "--data", small.Data, "--json").ShouldSucceed()));
        CliProcess.Run(_folder, ["train", "--data", "odd", "--epochs", "2", "--batch-size", "32", "--out", "run", .. turned]).ShouldSucceed();
        CliResult resumed = CliProcess.Run(_folder, "train", "--resume", "run").ShouldSucceed();
        resumed.Error.ShouldContain("transposed");
        resumed.Output.ShouldContain("--transpose --invert");
    }

    [Fact]
    public void The_part_val_validates()
    {
        DigitSet train = DataSource.Load(small.Data).RequireTrain();
        Write("parts/train", train);
        Write("parts/Val", small.Test);
        string[] command = ["train", "--data", "parts", "--epochs", "1", "--batch-size", "32", "--out"];
        CliProcess.Run(_folder, [.. command, "own"]).ShouldSucceed().Error.ShouldContain("600 images and 100 for validation");
        CliProcess.Run(_folder, [.. command, "split", "--validation-split", "0.2"]).ShouldSucceed().Error.ShouldContain("480 images and 120 for validation");
    }

    [Theory]
    [InlineData("usps.h5")]
    [InlineData("chunked.h5")]
    [InlineData("latest.h5")]
    [InlineData("v73.mat")]
    [InlineData("emnist.mat")]
    [InlineData("binary.parquet")]
    [InlineData("columns.parquet")]
    [InlineData("lists.parquet")]
    [InlineData("hub")]
    [InlineData("keras.npz")]
    [InlineData("npy")]
    public void Files_of_other_programs_are_read(string file)
    {
        string formats = Repository.File("tests/Digits.Tests/Golden/Formats");
        CliProcess.Run(_folder, "data", "export", $"{formats}/{file}", "--split", "train", "--out", "set.csv", "--quiet").ShouldSucceed();
        CliProcess.Run(_folder, "data", "export", $"{formats}/fortran.npz", "--out", "same.csv", "--quiet").ShouldSucceed();
        File.ReadAllText(_folder["set.csv"]).ShouldBe(File.ReadAllText(_folder["same.csv"]));
    }

    /// <summary>Of each type that numbers in HDF5 have: a native program has only the types that it was built with.</summary>
    [Theory]
    [InlineData(typeof(sbyte))]
    [InlineData(typeof(byte))]
    [InlineData(typeof(short))]
    [InlineData(typeof(ushort))]
    [InlineData(typeof(int))]
    [InlineData(typeof(uint))]
    [InlineData(typeof(long))]
    [InlineData(typeof(ulong))]
    [InlineData(typeof(Half))]
    [InlineData(typeof(float))]
    [InlineData(typeof(double))]
    public void Numbers_of_each_type_are_read_from_HDF5(Type type)
    {
        byte[] labels = [3, 5];
        // Up to 119, which each type has.
        byte[] bytes = [.. Enumerable.Range(0, 18).Select(i => (byte)(i * 7))];
        Array pixels = Array.CreateInstance(type, 2, 3, 3);
        for (int i = 0; i < bytes.Length; i++)
            pixels.SetValue(type == typeof(Half) ? (Half)bytes[i] : Convert.ChangeType(bytes[i], type, CultureInfo.InvariantCulture), i / 9, i / 3 % 3, i % 3);
        new H5File { ["images"] = pixels, ["labels"] = labels }.Write(_folder["set.h5"]);
        CliProcess.Run(_folder, "data", "export", "set.h5", "--split", "train", "--out", "set.csv", "--quiet").ShouldSucceed();
        KaggleCsv.Write(new DigitSet("bytes", 3, 3, bytes, labels), _folder["same.csv"]);
        File.ReadAllText(_folder["set.csv"]).ShouldBe(File.ReadAllText(_folder["same.csv"]));
    }

    [Fact]
    public void A_ZIP_is_read_where_it_lies()
    {
        ZipFile.CreateFromDirectory(small.Data, _folder["set.zip"]);
        JsonElement info = CliProcess.Run(_folder, "data", "info", "set.zip", "--json").ShouldSucceed().Json;
        info.GetProperty("train").GetProperty("count").GetInt32().ShouldBe(600);
        _folder.Entries().ShouldBe(["set.zip", "set.zip-sheet.png"]);
    }

    [Fact]
    public void Letters_are_refused_by_a_model_of_digits()
    {
        DigitSet letters = new("x", 28, 28, new byte[2 * 784], [1, 26]);
        Idx.Write(letters, _folder["set/emnist-letters-test-images-idx3-ubyte"], _folder["set/emnist-letters-test-labels-idx1-ubyte"]);
        string error = CliProcess.Run(_folder, "evaluate", "--data", "set", "--quiet").ShouldBeRefused();
        error.ShouldContain("A, B, C");
        error.ShouldContain("the model's are 0, 1, 2");
    }

    private static double Accuracy(CliResult result) => result.Json.GetProperty("accuracy").GetDouble();

    private void Write(string path, DigitSet set)
    {
        for (int i = 0; i < set.Count; i++)
            Picture.Save(_folder[$"{path}/{set.Labels[i]}/{i:D5}.png"], new GrayImage(set.Columns, set.Rows, set.Image(i).ToArray()));
    }
}
