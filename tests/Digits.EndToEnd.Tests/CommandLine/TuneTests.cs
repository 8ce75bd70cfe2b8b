using System.Text.Json;
using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.CommandLine;

[Collection(SmallSetCollection.Name)]
public sealed class TuneTests(SmallSet small) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_study_finds_retrains_and_goes_on()
    {
        string[] command =
        [
            "tune", "--data", small.Data, "--epochs", "2", "--validation-split", "0.2", "--space", "learning-rate=log(1e-3,1e-2)", "--space",
            "filters-1=int(8,16,8)", "--space", "optimizer=choice(adam,sgd)",
            "--space", "momentum=uniform(0.5,0.9) if optimizer=sgd", "--json",
        ];
        CliResult first = CliProcess.Run(_folder, [.. command, "--trials", "3", "--enqueue", "optimizer=sgd,momentum=0.8"]).ShouldSucceed();
        first.Error.ShouldContain("Study 'digits' in sqlite:///study.db: 3 trials");
        Finished(first.Json).ShouldBe(3);

        CliResult second = CliProcess.Run(_folder, [.. command, "--trials", "5", "--workers", "2", "--retrain-best", "--out", "search"]).ShouldSucceed();
        second.Error.ShouldContain("Continuing study 'digits': 3 trials are done");
        Finished(second.Json).ShouldBe(5);
        JsonElement best = second.Json.GetProperty("best")[0];
        best.GetProperty("values")[0].GetDouble().ShouldBeInRange(0, 1);
        string again = best.GetProperty("command").GetString()!;
        again.ShouldStartWith("digits train --model search/digits.json ");
        CliProcess.Run(_folder, [.. again.Split(' ')[1..], "--limit", "100", "--out", "again", "--quiet"]).ShouldSucceed();
        second.Json.GetProperty("retrained").GetProperty("accuracy").GetDouble().ShouldBeInRange(0, 1);
        File.ReadAllText(_folder["search/report.html"]).ShouldContain(again);
        Directory.GetFiles(_folder["search/plots"], "*.svg").ShouldNotBeEmpty();
        CliProcess.Run(_folder, "summary", "search/digits.json").ShouldSucceed();
        CliProcess.Run(_folder, "evaluate", "search/best-1/model.onnx", "--data", small.Data).ShouldSucceed();

        static int Finished(JsonElement document) => document.GetProperty("complete").GetInt32() + document.GetProperty("pruned").GetInt32();
    }

    [Fact]
    public void Retraining_that_diverges_fails_after_the_study_was_reported()
    {
        // The trial takes one step, which leaves the weights finite; on all images there are many in an epoch.
        CliResult result = CliProcess.Run(
            _folder,
            ["tune", "--data", small.Data, "--limit", "60", "--epochs", "1", "--optimizer", "sgd", "--learning-rate", "1000", "--weight-decay", "10",
                "--space", "filters-1=int(4,4)", "--trials", "1", "--retrain-best", "--out", "search", "--json"])
            .ShouldExitWith(1);

        result.ErrorLines[^1].ShouldStartWith("digits: retraining: training diverged in epoch 1");
        result.Json.GetProperty("complete").GetInt32().ShouldBe(1);
        result.Json.GetProperty("retrained").ValueKind.ShouldBe(JsonValueKind.Null);
        File.Exists(_folder["search/report.html"]).ShouldBeTrue();
    }

    [Fact]
    public void Two_objectives_give_a_front()
    {
        JsonElement document = CliProcess.Run(
            _folder, "tune", "--data", small.Data, "--epochs", "1", "--validation-split", "0.2", "--space", "filters-1=int(4,16,4)", "--sampler", "grid",
            "--objective", "accuracy,multiply-adds", "--json", "--quiet").ShouldSucceed().Json;

        document.GetProperty("complete").GetInt32().ShouldBe(4);
        document.GetProperty("best").EnumerateArray().Min(trial => trial.GetProperty("values")[1].GetDouble()).ShouldBeLessThan(1e6);
    }

    [Fact]
    public void A_study_that_was_begun_otherwise_is_not_gone_on_with()
    {
        CliProcess.Run(_folder, "tune", "--data", small.Data, "--epochs", "1", "--space", "learning-rate=log(1e-3,1e-2)", "--trials", "1", "--quiet")
            .ShouldSucceed();

        CliProcess.Run(_folder, "tune", "--data", small.Data, "--epochs", "2", "--space", "learning-rate=log(1e-3,1e-2)", "--trials", "2").ShouldBeRefused()
            .ShouldContain("--epochs was 1 when the study 'digits' began; give that again, or use another study.");
        CliProcess.Run(_folder, "tune", "--data", small.Data, "--epochs", "1", "--limit", "50", "--space", "learning-rate=log(1e-3,1e-2)", "--trials", "2")
            .ShouldBeRefused()
            .ShouldContain("--limit 50 was not given when the study 'digits' began; leave it out, or use another study.");
        CliProcess.Run(_folder, "tune", "--data", small.Data, "--epochs", "1", "--from", small.Model, "--space", "learning-rate=log(1e-3,1e-2)", "--trials",
            "2").ShouldBeRefused().ShouldContain("when the study 'digits' began; ");
        CliProcess.Run(_folder, "tune", "--study", "sizes", "--data", small.Data, "--epochs", "1", "--objective", "loss", "--space",
            "learning-rate=log(1e-3,1e-2)", "--trials", "1", "--quiet").ShouldSucceed();
        CliProcess.Run(_folder, "tune", "--study", "sizes", "--data", small.Data, "--epochs", "1", "--objective", "parameters", "--space",
            "learning-rate=log(1e-3,1e-2)", "--trials", "2").ShouldBeRefused()
            .ShouldContain("--objective was loss when the study 'sizes' began");
        CliProcess.Run(_folder, "tune", "--data", small.Data, "--epochs", "1", "--space", "learning-rate=uniform(0.001,0.01)", "--trials", "2")
            .ShouldBeRefused().ShouldContain("another kind of range");
        CliProcess.Run(_folder, "tune", "--data", small.Data, "--epochs", "1", "--objective", "loss").ShouldBeRefused()
            .ShouldContain("exists with other objectives");
    }

    [Theory]
    [InlineData("--space lerning-rate=log(1e-3,1e-2)", "'lerning-rate' cannot be searched; did you mean 'learning-rate'?")]
    [InlineData("--space learning-rate=log(0,1)", "learning-rate: The range 0 to 1 cannot be searched by factors")]
    [InlineData("--space filters-1=int(8,16) --model vgg", "filters-1 changes the classic network, and the search is about vgg")]
    [InlineData("--sampler tpd", "--sampler 'tpd' is unknown; did you mean 'tpe'?")]
    [InlineData("--pruner sha", "--pruner 'sha' is unknown; did you mean 'asha'?")]
    [InlineData("--objective speed", "--objective 'speed' is unknown")]
    [InlineData("--validation-split 0", "--validation-split 0 cannot be used: a search measures on validation images")]
    [InlineData("--trials 0", "--trials 0 cannot be used; give at least 1.")]
    [InlineData("--storage study.db", "'study.db' is not a storage")]
    [InlineData("--storage sqlite:///nowhere/study.db", "nowhere/study.db: cannot be opened")]
    [InlineData("--enqueue learning-rate=7", "'learning-rate=7' cannot be tried: it is not in the parameter's range.")]
    [InlineData("--heartbeat 2h", "--heartbeat cannot be used: it would take hours to notice that a worker died; give more than 0 and at most 1 hour.")]
    [InlineData("--timeout 30", "--timeout 30 cannot be used; give a time with its unit")]
    public void What_cannot_be_searched_is_one_line(string options, string message)
    {
        CliResult result = CliProcess.Run(_folder, ["tune", "--data", small.Data, .. options.Split(' ')]);
        result.ShouldBeRefused().ShouldContain(message);
    }

    [Fact]
    public void A_database_that_cannot_be_reached_is_failed_work()
    {
        CliResult result = CliProcess.Run(_folder, "tune", "--data", small.Data, "--storage", "postgresql://me:secret@127.0.0.1:1/x");
        result.ShouldFail().ShouldContain("postgresql://127.0.0.1:1/x: cannot be reached");
        result.Error.ShouldNotContain("secret");
    }
}
