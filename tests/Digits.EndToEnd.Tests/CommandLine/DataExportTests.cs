using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.CommandLine;

[Collection(SmallSetCollection.Name)]
public sealed class DataExportTests(SmallSet small) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_set_is_exported_and_read_again()
    {
        CliResult result = CliProcess.Run(_folder, "data", "export", small.Data, "--out", "small.npz", "--json").ShouldSucceed();
        result.Json.GetProperty("format").GetString().ShouldBe("npz");
        result.Json.GetProperty("train_images").GetInt32().ShouldBe(600);
        result.Json.GetProperty("test_images").GetInt32().ShouldBe(100);
        CliProcess.Run(_folder, "data", "get", "small.npz", "--json").ShouldSucceed().Json.GetProperty("train_images").GetInt32().ShouldBe(600);
        CliProcess.Run(_folder, "data", "export", small.Data, "--out", "small.npz").ShouldBeRefused().ShouldContain("--overwrite");
        CliProcess.Run(_folder, "data", "export", small.Data, "--out", "small.npz", "--overwrite", "--limit", "10").ShouldSucceed();
        _folder.Entries().ShouldBe(["small.npz"]);
    }

    [Fact]
    public void A_part_goes_into_one_file_and_both_into_a_folder()
    {
        CliProcess.Run(_folder, "data", "export", small.Data, "--out", "all.csv").ShouldBeRefused().ShouldContain("folder");
        CliProcess.Run(_folder, "data", "export", small.Data, "--split", "test", "--out", "test.csv").ShouldSucceed();
        CliProcess.Run(_folder, "data", "export", small.Data, "--format", "parquet", "--out", "hub").ShouldSucceed();
        CliProcess.Run(_folder, "data", "get", "hub", "--json").ShouldSucceed().Json.GetProperty("test_images").GetInt32().ShouldBe(100);
        CliProcess.Run(_folder, "data", "export", small.Data, "--out", "somewhere").ShouldBeRefused().ShouldContain("--format");
        _folder.Entries().ShouldBe(
            ["hub", "hub/data", "hub/data/test-00000-of-00001.parquet", "hub/data/train-00000-of-00001.parquet", "test.csv"]);
    }

    [Fact]
    public void A_name_that_is_none_lists_those_that_can_be_had()
    {
        string error = CliProcess.Run(_folder, "data", "get", "cheese").ShouldBeRefused();
        foreach (string name in new[] { "mnist", "fashion-mnist", "kmnist", "emnist-digits", "qmnist", "usps" })
            error.ShouldContain(name);
    }
}
