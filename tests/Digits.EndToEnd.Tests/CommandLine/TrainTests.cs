using System.Text.Json;
using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.CommandLine;

[Collection(SmallSetCollection.Name)]
public sealed class TrainTests(SmallSet small) : IDisposable
{
    private static readonly string[] _metricsKeys =
    [
        "dataset", "images", "accuracy", "accuracy_standard_error", "loss", "r2", "macro", "weighted", "per_class", "confusion", "ece", "nll",
        "parameters", "seconds", "images_per_second", "kappa", "roc_auc", "average_precision", "reliability", "rejection", "warnings",
    ];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void A_model_that_has_learned_nothing_is_said_to_guess() => CliProcess
        .Run(_folder, "train", "--data", RealData.Folder("mnist"), "--limit", "3000", "--epochs", "3", "--learning-rate", "1", "--quiet").ShouldSucceed().Error
        .ShouldContain("the model is no better than guessing");

    [Fact]
    public void A_run_writes_its_folder_and_says_what_it_reached()
    {
        CliResult result = Train("--epochs", "2").ShouldSucceed();
        string[] files = RunFolderCheck.EveryFileIsWhole(_folder["runs/train-1"]);
        files.Where(file => !file.StartsWith("plots/", StringComparison.Ordinal)).ShouldBeSubsetOf(
            ["model.onnx", "config.json", "history.csv", "metrics.json", "report.html", "last/checkpoint.json", .. LastFiles("runs/train-1")]);
        foreach (string file in new[] { "report.html", "plots/accuracy.svg", "plots/loss.svg", "plots/confusion.svg", "plots/predictions.svg",
            "plots/misclassified.svg" })
            files.ShouldContain(file);

        File.ReadAllLines(_folder["runs/train-1/history.csv"]).Length.ShouldBe(3);
        result.Output.ShouldContain("Test accuracy");
        result.Output.ShouldContain(" % ± ");
        result.Output.ShouldContain("digits evaluate runs/train-1/model.onnx");
        result.ErrorLines.Count(line => line.StartsWith("epoch ", StringComparison.Ordinal)).ShouldBe(2);

        Train("--epochs", "1").ShouldSucceed();
        Directory.Exists(_folder["runs/train-2"]).ShouldBeTrue();
    }

    [Fact]
    public void Json_is_one_document_with_the_keys_of_the_contract()
    {
        CliResult result = Train("--epochs", "2", "--json", "--quiet", "--validation-split", "0").ShouldSucceed();
        result.Error.ShouldBeEmpty();
        Keys(result.Json).ShouldBe(["folder", "data", "stop_reason", "best_epoch", "history", "metrics"]);
        result.Json.GetProperty("stop_reason").GetString().ShouldBe("completed");
        result.Json.GetProperty("history").GetArrayLength().ShouldBe(2);
        JsonElement epoch = result.Json.GetProperty("history")[0];
        Keys(epoch).ShouldBe(["epoch", "seconds", "train_loss", "train_accuracy", "validation_loss", "validation_accuracy", "learning_rate"]);
        epoch.GetProperty("validation_loss").ValueKind.ShouldBe(JsonValueKind.Null);
        epoch.GetProperty("learning_rate").GetDouble().ShouldBe(0.001);
        Keys(result.Json.GetProperty("metrics")).ShouldBe(_metricsKeys);
        Keys(JsonDocument.Parse(File.ReadAllText(_folder["runs/train-1/metrics.json"])).RootElement).ShouldBe(_metricsKeys);
    }

    [Fact]
    public void The_number_of_threads_does_not_change_a_byte_of_the_model()
    {
        Train("--epochs", "2", "--threads", "1", "--out", "one").ShouldSucceed();
        Train("--epochs", "2", "--threads", "2", "--out", "two").ShouldSucceed();
        File.ReadAllBytes(_folder["two/model.onnx"]).ShouldBe(File.ReadAllBytes(_folder["one/model.onnx"]));
    }

    [Fact]
    public void Without_MNIST_and_network_it_trains_on_strokes_and_marks_the_run()
    {
        CliResult result = CliProcess.Run(_folder, "train", "--epochs", "1", "--limit", "200").ShouldSucceed();
        result.Error.ShouldContain("strokes");
        result.Error.ShouldContain("MNIST");
        result.Error.ShouldContain("DIGITS_DATA");
        result.Output.ShouldContain("strokes");
        JsonDocument.Parse(File.ReadAllText(_folder["runs/train-1/config.json"])).RootElement.GetProperty("data").GetString().ShouldBe("strokes");
        JsonDocument.Parse(File.ReadAllText(_folder["runs/train-1/metrics.json"])).RootElement.GetProperty("dataset").GetString().ShouldBe("strokes");
        CliProcess.Run(_folder, "summary", "runs/train-1/model.onnx", "--json").ShouldSucceed()
            .Json.GetProperty("metadata").GetProperty("training_data").GetString().ShouldBe("strokes");
    }

    [Fact]
    public void MNIST_by_name_without_files_and_network_is_refused()
    {
        CliProcess.Run(_folder, "train", "--data", "mnist").ShouldFail().ShouldContain("cannot be downloaded");
        Directory.Exists(_folder["runs"]).ShouldBeFalse();
    }

    [Fact]
    public void A_run_that_diverges_fails_and_names_the_model_that_is_kept()
    {
        // A step an epoch, and each multiplies the weights by 1 - 1000 * 10: finite once or twice, then not.
        CliResult result = CliProcess.Run(
            _folder,
            ["train", "--data", small.Data, "--batch-size", "600", "--optimizer", "sgd", "--learning-rate", "1000", "--weight-decay", "10", "--early-stopping",
                "0", "--json"])
            .ShouldExitWith(1);
        result.Json.GetProperty("stop_reason").GetString().ShouldBe("diverged");
        result.Json.GetProperty("metrics").ValueKind.ShouldBe(JsonValueKind.Null);
        int best = result.Json.GetProperty("best_epoch").GetInt32();
        best.ShouldBePositive();
        result.ErrorLines[^1].ShouldStartWith("digits: training diverged");
        result.ErrorLines[^1].ShouldContain($"the model of epoch {best} is kept in runs/train-1/model.onnx");
        RunFolderCheck.EveryFileIsWhole(_folder["runs/train-1"]).ShouldContain("model.onnx");
    }

    [Fact]
    public void A_time_budget_ends_the_run()
    {
        CliResult result = Train("--epochs", "100000", "--early-stopping", "0", "--limit", "64", "--time-budget", "2s", "--json").ShouldSucceed();
        result.Json.GetProperty("stop_reason").GetString().ShouldBe("time_budget");
    }

    [Fact]
    public void A_resumed_run_keeps_its_own_options()
    {
        Train("--epochs", "1", "--out", "run").ShouldSucceed();
        CliProcess.Run(_folder, "train", "--resume", "run", "--epochs", "5").ShouldBeRefused().ShouldContain("--epochs");
        CliProcess.Run(_folder, "train", "--resume", "run", "--epochs", "1", "--quiet").ShouldSucceed();
    }

    private CliResult Train(params string[] options) => CliProcess.Run(_folder, ["train", "--data", small.Data, "--batch-size", "32", .. options]);

    private string[] LastFiles(string run) => [.. Directory.EnumerateFiles(_folder[$"{run}/last"]).Select(path => $"last/{Path.GetFileName(path)}")];

    private static string[] Keys(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];
}
