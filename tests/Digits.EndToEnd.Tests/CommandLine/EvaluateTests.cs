using System.Text.Json;
using Digits.EndToEnd.Tests.Support;
using Digits.Imaging;

namespace Digits.EndToEnd.Tests.CommandLine;

[Collection(SmallSetCollection.Name)]
public sealed class EvaluateTests(SmallSet small) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_prints_figures_report_and_confusion()
    {
        CliResult result = CliProcess.Run(_folder, "evaluate", small.Model, "--data", small.Data).ShouldSucceed();
        result.Error.ShouldBeEmpty();
        foreach (string part in new[] { "Accuracy", " % ± ", "Loss", "R²", "Calibration error", "precision", "weighted avg", "Confusion" })
            result.Output.ShouldContain(part);
        result.Output.Split('\n').ShouldAllBe(line => line.Length <= 80);
    }

    [Fact]
    public void Json_of_one_model_is_the_metrics_that_out_writes()
    {
        CliResult result = CliProcess.Run(_folder, "evaluate", small.Model, "--data", small.Data, "--json", "--quiet", "--out", "results").ShouldSucceed();
        result.Json.GetProperty("images").GetInt32().ShouldBe(100);
        result.Json.GetProperty("confusion").GetArrayLength().ShouldBe(10);
        File.ReadAllText(_folder["results/metrics.json"]).Trim().ShouldBe(result.Output.Trim());
    }

    [Fact]
    public void Several_models_come_in_one_document_and_in_sub_folders()
    {
        File.Copy(small.Model, _folder["other.onnx"]);
        CliResult result = CliProcess.Run(_folder, "evaluate", small.Model, "other.onnx", "--data", small.Data, "--json", "--out", "results").ShouldSucceed();
        JsonElement[] models = [.. result.Json.GetProperty("models").EnumerateArray()];
        models.Select(model => model.GetProperty("model").GetString()).ShouldBe([small.Model, "other.onnx"]);
        models.ShouldAllBe(model => model.GetProperty("metrics").GetProperty("images").GetInt32() == 100);
        _folder.Entries().ShouldBe(["other.onnx", "results", "results/other", "results/other/metrics.json", "results/run", "results/run/metrics.json"]);
    }

    [Fact]
    public void The_training_part_can_be_measured_too() =>
        CliProcess.Run(_folder, "evaluate", small.Model, "--data", small.Data, "--split", "train", "--json").ShouldSucceed()
            .Json.GetProperty("images").GetInt32().ShouldBe(600);

    [Fact]
    public void Corruptions_are_measured_and_drawn_where_they_are_asked_for()
    {
        string[] line = ["evaluate", small.Model, "--data", small.Data, "--corruptions"];
        CliResult result = CliProcess.Run(_folder, [.. line, "--json", "--quiet", "--out", "results"]).ShouldSucceed();
        JsonElement robustness = result.Json.GetProperty("robustness");
        robustness.GetProperty("corruptions").EnumerateArray().Select(score => score.GetProperty("corruption").GetString()).Distinct().Count().ShouldBe(15);
        robustness.GetProperty("clean_error").GetDouble().ShouldBe(1 - result.Json.GetProperty("accuracy").GetDouble(), tolerance: 1e-9);
        Png.Read(_folder["results/corruptions.png"]).Height.ShouldBeGreaterThan(16 * 56);
        _folder.Entries().ShouldBe(["results", "results/corruptions.png", "results/metrics.json"]);

        string words = CliProcess.Run(_folder, line).ShouldSucceed().Output;
        foreach (string part in new[] { "Corrupted images", "shot_noise", "canny_edges", "mean", "none" })
            words.ShouldContain(part);
    }

    [Fact]
    public void A_model_that_is_no_model_is_refused()
    {
        _folder.Write("model.onnx", "not a model"u8.ToArray());
        CliProcess.Run(_folder, "evaluate", "model.onnx", "--data", small.Data).ShouldBeRefused().ShouldContain("model.onnx");
        byte[] model = File.ReadAllBytes(small.Model);
        _folder.Write("half.onnx", model[..(model.Length / 2)]);
        CliProcess.Run(_folder, "evaluate", "half.onnx", "--data", small.Data).ShouldBeRefused().ShouldContain("half.onnx");
    }
}
