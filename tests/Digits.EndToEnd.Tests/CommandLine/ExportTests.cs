using System.Text.Json;
using Digits.EndToEnd.Tests.Support;
using Digits.Engine;

namespace Digits.EndToEnd.Tests.CommandLine;

[Collection(SmallSetCollection.Name)]
public sealed class ExportTests(SmallSet small) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_is_written_as_asked_and_reads_as_before()
    {
        JsonElement document = CliProcess
            .Run(_folder, "export", small.Model, "--out", "small.onnx", "--float16", "--opset", "13", "--output", "probabilities", "--json")
            .ShouldSucceed().Json;
        document.GetProperty("operator_set").GetInt32().ShouldBe(13);
        document.GetProperty("output").GetString().ShouldBe("probabilities");
        long bytes = document.GetProperty("bytes").GetInt64();
        bytes.ShouldBe(new FileInfo(_folder["small.onnx"]).Length);
        bytes.ShouldBeLessThan((long)(new FileInfo(small.Model).Length * 0.55));
        OnnxModel.Load(_folder["small.onnx"]).LabelNames.ShouldBe(OnnxModel.Load(small.Model).LabelNames);

        double before = Accuracy(small.Model);
        Accuracy("small.onnx").ShouldBe(before, 0.011);

        string text = CliProcess.Run(_folder, "export", "small.onnx", "--output", "logits").ShouldSucceed().Output;
        text.ShouldContain("exported.onnx: ");
        text.ShouldContain("operator set 17, gives logits");
        text.ShouldContain("digits evaluate exported.onnx");
        Accuracy("exported.onnx").ShouldBe(before, 0.011);
    }

    [Fact]
    public void What_is_not_asked_for_stays_as_it_is()
    {
        CliProcess.Run(_folder, "export", small.Model, "--out", "same.onnx", "--quiet").ShouldSucceed();
        File.ReadAllBytes(_folder["same.onnx"]).ShouldBe(File.ReadAllBytes(small.Model));
    }

    [Fact]
    public void What_cannot_be_written_is_one_line()
    {
        CliProcess.Run(_folder, "export").ShouldBeRefused().ShouldContain("MODEL");
        CliProcess.Run(_folder, "export", small.Model, "--opset", "12").ShouldBeRefused().ShouldContain("--opset 12 cannot be used; give 13 to 22.");
        CliProcess.Run(_folder, "export", small.Model, "--opset", "new").ShouldBeRefused().ShouldContain("--opset new cannot be used; give a whole number.");
        CliProcess.Run(_folder, "export", small.Model, "--output", "logit").ShouldBeRefused().ShouldContain("did you mean 'logits'?");
        CliProcess.Run(_folder, "export", small.Model, "--out", small.Model).ShouldBeRefused().ShouldContain("overwritten");
        CliProcess.Run(_folder, "export", "classic").ShouldBeRefused().ShouldContain("is an architecture, not a trained model");
        _folder.Entries().ShouldBeEmpty();
    }

    private double Accuracy(string model) =>
        CliProcess.Run(_folder, "evaluate", model, "--data", small.Data, "--json").ShouldSucceed().Json.GetProperty("accuracy").GetDouble();
}
