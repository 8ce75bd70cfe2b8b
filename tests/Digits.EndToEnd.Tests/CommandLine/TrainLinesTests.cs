using System.Text.Json;
using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.CommandLine;

/// <summary><c>digits train --recipe lines</c>, on lines of the small set's digits.</summary>
[Collection(SmallSetCollection.Name)]
public sealed class TrainLinesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SmallSet _small;

    public TrainLinesTests(SmallSet small)
    {
        _small = small;
        Directory.CreateDirectory(_folder["data/mnist"]);
        foreach (string file in Directory.EnumerateFiles(small.Data))
            File.Copy(file, _folder[$"data/mnist/{Path.GetFileName(file)}"]);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--augment", "shift=1")]
    [InlineData("--early-stopping", "3")]
    [InlineData("--model", "classic")]
    [InlineData("--seeds", "2")]
    public void Options_that_lines_do_not_have_are_refused_in_one_line(string option, string value) =>
        CliProcess.Run(_folder, "train", "--recipe", "lines", option, value).ShouldBeRefused().ShouldContain(option);

    [Fact]
    [Trait("Category", "Slow")]
    public void A_run_that_is_killed_and_resumed_ends_with_the_same_bytes()
    {
        CliProcess.Run(_folder, Begin("whole")).ShouldSucceed();
        using CliProcess process = CliProcess.Start(_folder, CliProcess.Program, Begin("killed", quiet: false), onErrorLine: (training, line) =>
        {
            if (line.StartsWith("epoch 2/3: ", StringComparison.Ordinal))
                training.Signal("KILL");
        });
        process.WaitForExit().ExitCode.ShouldBe(137);

        File.Exists(_folder["killed/metrics.json"]).ShouldBeFalse();
        CliProcess.Run(_folder, "train", "--resume", "killed", "--quiet").ShouldSucceed();

        File.ReadAllBytes(_folder["killed/model.onnx"]).ShouldBe(File.ReadAllBytes(_folder["whole/model.onnx"]));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void A_model_is_trained_further_on_a_folder_of_numbers_and_reads()
    {
        CliProcess.Run(_folder, Begin("lines")).ShouldSucceed();
        StringSet.WriteFolder(_folder, "numbers", _small.Test, 14);

        JsonElement run = CliProcess.Run(
            _folder, "train", "--from", "lines/model.onnx", "--data", "numbers", "--epochs", "1", "--limit", "64", "--out", "own", "--json", "--quiet")
            .ShouldSucceed().Json;

        run.GetProperty("metrics").GetProperty("dataset").GetString().ShouldBe("numbers");
        run.GetProperty("metrics").GetProperty("lines").GetInt32().ShouldBe(1);
        run.GetProperty("metrics").GetProperty("drawn_exact").GetDouble().ShouldBeInRange(0, 1);
        run.GetProperty("history")[0].GetProperty("character_error_rate").GetDouble().ShouldBeGreaterThanOrEqualTo(0);
        File.ReadAllText(_folder["own/config.json"]).ShouldContain("\"recipe\": \"lines\"");
        CliProcess.Run(_folder, "evaluate", "own/model.onnx", "--strings", "numbers").ShouldSucceed();
    }

    private static string[] Begin(string name, bool quiet = true) =>
        ["train", "--recipe", "lines", "--epochs", "3", "--limit", "96", "--out", name, .. quiet ? (string[])["--quiet"] : []];
}
