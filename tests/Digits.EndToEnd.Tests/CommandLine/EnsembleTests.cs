using System.Text.Json;
using Digits.EndToEnd.Tests.Support;
using Digits.Engine;

namespace Digits.EndToEnd.Tests.CommandLine;

[Collection(SmallSetCollection.Name)]
public sealed class EnsembleTests(SmallSet small) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Models_become_one_that_every_verb_takes()
    {
        CliProcess.Run(_folder, "train", "--data", small.Data, "--model", "tiny", "--epochs", "1", "--out", "tiny", "--quiet").ShouldSucceed();
        CliResult result = CliProcess.Run(_folder, "ensemble", small.Model, "tiny/model.onnx", "--out", "pair.onnx", "--json").ShouldSucceed();
        result.Json.GetProperty("members").EnumerateArray().Select(member => member.GetString()).ShouldBe(["run", "tiny"]);
        // Parameters of classic and tiny at 28x28.
        result.Json.GetProperty("parameters").GetInt32().ShouldBe(241_546 + 3_832);

        JsonElement metrics = CliProcess.Run(_folder, "evaluate", "pair.onnx", "--data", small.Data, "--json", "--out", "evaluated").ShouldSucceed().Json;
        metrics.GetProperty("parameters").GetInt32().ShouldBe(241_546 + 3_832);
        metrics.GetProperty("loss").GetDouble().ShouldBeLessThan(Math.Log(10));
        File.Exists(_folder["evaluated/report.html"]).ShouldBeTrue();
        string summary = CliProcess.Run(_folder, "summary", "pair.onnx").ShouldSucceed().Output;
        summary.ShouldContain("member2.dense1");
        summary.ShouldContain("members");
        CliProcess.Run(_folder, "bench", "pair.onnx", "--seconds", "0.01", "--quiet").ShouldSucceed();
        OnnxModel.Load(_folder["pair.onnx"]).Metadata[OnnxMetadata.Output].ShouldBe("probabilities");
        CliProcess.Run(_folder, "ensemble", "pair.onnx", "tiny/model.onnx").ShouldSucceed().Output.ShouldContain("digits evaluate ensemble.onnx");
    }

    [Fact]
    public void What_cannot_be_one_model_is_one_line()
    {
        CliProcess.Run(_folder, "ensemble", small.Model).ShouldBeRefused().ShouldContain("two models or more");
        CliProcess.Run(_folder, "ensemble").ShouldBeRefused().ShouldContain("MODEL");
        CliProcess.Run(_folder, "ensemble", small.Model, "none.onnx").ShouldBeRefused().ShouldContain("none.onnx: no such file");
        CliProcess.Run(_folder, "ensemble", small.Model, small.Model, "--out", small.Model).ShouldBeRefused().ShouldContain("overwritten");
        new OnnxModel(Network.Sequential(new Shape(1, 8, 8), new Flatten(), new Dense(10))).Save(_folder["eight.onnx"]);
        CliProcess.Run(_folder, "ensemble", small.Model, "eight.onnx").ShouldBeRefused()
            .ShouldContain("eight reads images of 1x8x8, but run reads images of 1x28x28");
        _folder.Entries().ShouldBe(["eight.onnx"]);
    }
}
