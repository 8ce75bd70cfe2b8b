using System.Text.Json;
using Digits.EndToEnd.Tests.Support;
using Digits.Imaging;

namespace Digits.EndToEnd.Tests.CommandLine;

[Collection(SmallSetCollection.Name)]
public sealed class SummaryAndDataTests(SmallSet small) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_architecture_is_summed_up()
    {
        CliProcess.Run(_folder, "summary", "classic").ShouldSucceed().Output.ShouldContain("241,546");
        JsonElement json = CliProcess.Run(_folder, "summary", "classic", "--json").ShouldSucceed().Json;
        json.GetProperty("trainable_parameters").GetInt32().ShouldBe(241546);
        json.GetProperty("layers")[0].EnumerateObject().Select(p => p.Name).ShouldBe(["name", "type", "output_shape", "parameters", "multiply_adds"]);
        json.GetProperty("layers").EnumerateArray().Sum(layer => layer.GetProperty("parameters").GetInt32()).ShouldBe(241546);
    }

    [Fact]
    public void A_model_file_is_summed_up_with_its_metadata()
    {
        string output = CliProcess.Run(_folder, "summary", small.Model).ShouldSucceed().Output;
        output.ShouldContain("241,546");
        output.ShouldContain("input_range");
        CliProcess.Run(_folder, "summary", small.Model, "--json").ShouldSucceed().Json.GetProperty("metadata").GetProperty("labels").GetString()
            .ShouldBe("0,1,2,3,4,5,6,7,8,9");
    }

    [Fact]
    public void Data_info_counts_and_draws()
    {
        CliResult result = CliProcess.Run(_folder, "data", "info", small.Data, "--json").ShouldSucceed();
        JsonElement train = result.Json.GetProperty("train");
        train.GetProperty("count").GetInt32().ShouldBe(600);
        train.GetProperty("per_class").EnumerateArray().Select(count => count.GetInt32()).ShouldAllBe(count => count == 60);
        train.GetProperty("mean").GetDouble().ShouldBeInRange(0.05, 0.3);
        Picture.Load(_folder[result.Json.GetProperty("sheet").GetString()!]).Width.ShouldBeGreaterThan(500);

        CliResult words = CliProcess.Run(_folder, "data", "info", small.Data, "--out", "examples.png").ShouldSucceed();
        words.Output.ShouldContain("examples.png");
        _folder.Entries().ShouldBe(["examples.png", "small-sheet.png"]);
    }

    [Fact]
    public void Data_get_says_where_a_set_lies()
    {
        CliResult result = CliProcess.Run(_folder, "data", "get", small.Data, "--json").ShouldSucceed();
        result.Json.GetProperty("path").GetString().ShouldBe(small.Data);
        result.Json.GetProperty("train_images").GetInt32().ShouldBe(600);
        CliProcess.Run(_folder, "data", "get", "mnist").ShouldFail().ShouldContain("cannot be downloaded");
    }
}
