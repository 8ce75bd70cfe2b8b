using System.Text;
using System.Text.Json;
using Digits.EndToEnd.Tests.Support;
using Digits.Engine;

namespace Digits.EndToEnd.Tests.CommandLine;

/// <summary>Training of what has no name here: a network that is described in a file, and a model that is trained further.</summary>
[Collection(SmallSetCollection.Name)]
public sealed class OwnModelTests(SmallSet small) : IDisposable
{
    private const string Described = """
        {"layers": [{"conv2d": {"filters": 4, "kernel": 3, "padding": 1}}, {"residual": [{"conv2d": {"filters": 4, "kernel": 3, "padding": 1}}, {"relu": {}}]},
          {"max_pool2d": {"size": 4}}, {"flatten": {}}, {"dense": {"units": 16}}, {"relu": {}}]}
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_described_network_is_summed_up_trained_and_resumed_without_its_file()
    {
        _folder.Write("net.json", Encoding.UTF8.GetBytes(Described));
        // 4 filters of 1x3x3 and 4 of 4x3x3, 16 units of 4x7x7, 10 of 16; a bias each.
        const int Parameters = (4 * 10) + (4 * 37) + (16 * 197) + (10 * 17);
        CliProcess.Run(_folder, "summary", "net.json", "--json").ShouldSucceed().Json.GetProperty("trainable_parameters").GetInt32().ShouldBe(Parameters);
        Train("--model", "net.json", "--out", "run").ShouldSucceed();
        File.Delete(_folder["net.json"]);

        CliProcess.Run(_folder, "train", "--resume", "run").ShouldSucceed().Error.ShouldContain("net.json");
        JsonElement configuration = JsonDocument.Parse(File.ReadAllText(_folder["run/config.json"])).RootElement;
        configuration.GetProperty("model").GetString().ShouldBe("net.json");
        configuration.GetProperty("description").GetProperty("layers").GetArrayLength().ShouldBe(6);
        OnnxModel.Load(_folder["run/model.onnx"]).Network.ParameterCount.ShouldBe(Parameters);
        File.ReadAllText(_folder["run/report.html"]).ShouldContain("--model net.json");

        _folder.Write("net.json", Encoding.UTF8.GetBytes(Described));
        CliProcess.Run(_folder, "train", "--resume", "run", "--model", "net.json", "--quiet").ShouldSucceed();
        _folder.Write("net.json", Encoding.UTF8.GetBytes(Described.Replace("16", "17", StringComparison.Ordinal)));
        CliProcess.Run(_folder, "train", "--resume", "run", "--model", "net.json").ShouldBeRefused().ShouldContain("--model cannot be changed");
    }

    [Theory]
    [InlineData(0, "Concatenate")]
    [InlineData(1, "Affine")]
    public void The_examples_of_the_documentation_are_networks(int example, string layer)
    {
        string json = File.ReadAllText(Repository.File("docs/NETWORKS.md")).Split("```json")[example + 1].Split("```")[0];
        _folder.Write("net.json", Encoding.UTF8.GetBytes(json));
        CliProcess.Run(_folder, "summary", "net.json").ShouldSucceed().Output.ShouldContain(layer);
    }

    [Fact]
    public void What_is_wrong_in_a_description_is_one_line_before_anything_is_written()
    {
        _folder.Write("net.json", Encoding.UTF8.GetBytes(Described.Replace("padding", "pading", StringComparison.Ordinal)));
        foreach (string[] command in new string[][] { ["summary", "net.json"], ["train", "--model", "net.json"], ["data", "audit", "--model", "net.json"] })
            CliProcess.Run(_folder, command).ShouldBeRefused().ShouldContain("net.json: layer 1 (conv2d): there is no 'pading'; did you mean 'padding'?");
        CliProcess.Run(_folder, "train", "--model", "none.json").ShouldBeRefused().ShouldContain("none.json: no such file");
        _folder.Entries().ShouldBe(["net.json"]);
    }

    [Fact]
    public void A_model_is_trained_further_and_resumed_only_with_the_same_file()
    {
        File.Copy(small.Model, _folder["start.onnx"]);
        CliResult result = Train("--from", "start.onnx", "--out", "run", "--json").ShouldSucceed();
        result.Error.ShouldContain("Training start.onnx on");
        // One epoch from a model of three does better than one from random weights.
        result.Json.GetProperty("history")[0].GetProperty("train_loss").GetDouble()
            .ShouldBeLessThan(Train("--model", "classic", "--json").ShouldSucceed().Json.GetProperty("history")[0].GetProperty("train_loss").GetDouble());
        JsonElement from = JsonDocument.Parse(File.ReadAllText(_folder["run/config.json"])).RootElement.GetProperty("from");
        from.GetProperty("path").GetString().ShouldBe("start.onnx");
        from.GetProperty("sha256").GetString()!.Length.ShouldBe(64);
        File.ReadAllText(_folder["run/report.html"]).ShouldContain("--from start.onnx");

        CliProcess.Run(_folder, "train", "--resume", "run", "--from", "start.onnx", "--quiet").ShouldSucceed();
        File.Copy(_folder["run/model.onnx"], _folder["start.onnx"], overwrite: true);
        CliProcess.Run(_folder, "train", "--resume", "run").ShouldBeRefused().ShouldContain("start.onnx: has changed since the run was started");
        CliProcess.Run(_folder, "train", "--resume", "run", "--from", "start.onnx").ShouldBeRefused().ShouldContain("--from cannot be changed");
    }

    [Fact]
    public void Other_classes_are_said_on_standard_error()
    {
        new OnnxModel(
            Network.Sequential(new Shape(1, 28, 28), new Conv2D(2, 5), new GlobalMaxPool2D(), new Dense(2)),
            new Dictionary<string, string>(StringComparer.Ordinal) { [OnnxMetadata.Labels] = "cat,dog" }).Save(_folder["pets.onnx"]);
        Train("--from", "pets.onnx", "--out", "run").ShouldSucceed().Error
            .ShouldContain("pets.onnx knows the classes cat, dog, the data have 0, 1, 2, 3, 4, 5, 6, 7, 8, 9: its last layer is replaced by a fresh one of 10 outputs.");
        OnnxModel.Load(_folder["run/model.onnx"]).Metadata[OnnxMetadata.Labels].ShouldBe("0,1,2,3,4,5,6,7,8,9");
    }

    [Fact]
    public void Options_that_contradict_each_other_are_refused()
    {
        Train("--from", small.Model, "--model", "classic").ShouldBeRefused().ShouldContain("--from and --model exclude each other");
        Train("--model", small.Model).ShouldBeRefused().ShouldContain("it is a trained model; to train it further, give it to --from");
        Train("--from", "none.onnx").ShouldBeRefused().ShouldContain("none.onnx: no such file");
        Directory.Exists(_folder["runs"]).ShouldBeFalse();
    }

    private CliResult Train(params string[] options) =>
        CliProcess.Run(_folder, ["train", "--data", small.Data, "--batch-size", "32", "--epochs", "1", .. options]);
}
