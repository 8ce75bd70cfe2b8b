using System.Text.Json;
using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.CommandLine;

/// <summary><c>train --seeds</c> and <c>--recipe</c>.</summary>
[Collection(SmallSetCollection.Name)]
public sealed class SeedsTests(SmallSet small) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Several_seeds_are_summed_up_and_what_is_done_stays_done()
    {
        CliResult two = Train("--seeds", "2").ShouldSucceed();
        string model = _folder["out/seed-5/model.onnx"];
        byte[] first = File.ReadAllBytes(model);
        DateTime written = File.GetLastWriteTimeUtc(model);

        CliResult three = Train("--seeds", "3").ShouldSucceed();

        two.Json.GetProperty("runs").GetArrayLength().ShouldBe(2);
        JsonElement[] runs = [.. three.Json.GetProperty("runs").EnumerateArray()];
        runs.Select(run => run.GetProperty("seed").GetInt32()).ShouldBe([5, 6, 7]);
        runs.Average(run => run.GetProperty("accuracy").GetDouble()).ShouldBe(three.Json.GetProperty("mean_accuracy").GetDouble(), 1e-12);
        File.GetLastWriteTimeUtc(model).ShouldBe(written);
        File.ReadAllBytes(model).ShouldBe(first);
        JsonDocument.Parse(File.ReadAllText(_folder["out/seeds.json"])).RootElement.GetProperty("runs").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public void A_seed_s_run_is_the_run_of_that_seed_alone()
    {
        Train("--seeds", "1").ShouldSucceed();
        CliProcess.Run(_folder, "train", "--data", small.Data, "--epochs", "1", "--limit", "200", "--seed", "5", "--out", "alone", "--quiet").ShouldSucceed();

        File.ReadAllBytes(_folder["out/seed-5/model.onnx"]).ShouldBe(File.ReadAllBytes(_folder["alone/model.onnx"]));
    }

    [Fact]
    public void Other_options_in_the_same_place_are_refused()
    {
        Train("--seeds", "1").ShouldSucceed();
        Train("--seeds", "1", "--learning-rate", "0.01").ShouldBeRefused().ShouldContain("holds a run with other options");
        Train("--seeds", "0").ShouldBeRefused().ShouldContain("--seeds 0 cannot be used");
        CliProcess.Run(_folder, "train", "--resume", "out/seed-5", "--seeds", "2").ShouldBeRefused().ShouldContain("--seeds and --resume exclude each other");
    }

    [Fact]
    public void A_recipe_is_where_the_options_start_from()
    {
        CliProcess.Run(_folder, "train", "--recipe", "fast", "--data", small.Data, "--epochs", "1", "--limit", "100", "--out", "run", "--quiet")
            .ShouldSucceed();

        JsonElement configuration = JsonDocument.Parse(File.ReadAllText(_folder["run/config.json"])).RootElement;
        configuration.GetProperty("recipe").GetString().ShouldBe("fast");
        configuration.GetProperty("model").GetString().ShouldBe("fast");
        configuration.GetProperty("schedule").GetString().ShouldBe("one-cycle");
        configuration.GetProperty("epochs").GetInt32().ShouldBe(1);
        CliProcess.Run(_folder, "train", "--recipe", "fsat").ShouldBeRefused().ShouldContain("did you mean 'fast'?");
        CliProcess.Run(_folder, "train", "--resume", "run", "--recipe", "tiny").ShouldBeRefused().ShouldContain("--recipe cannot be changed");
    }

    [Fact]
    public void Without_a_place_one_is_chosen_and_named()
    {
        CliResult result = CliProcess.Run(_folder, "train", "--data", small.Data, "--epochs", "1", "--limit", "100", "--seeds", "2", "--from", small.Model)
            .ShouldSucceed();

        result.Error.ShouldContain("with 2 seeds; files go to runs/seeds-1");
        Directory.EnumerateDirectories(_folder["runs/seeds-1"]).Count().ShouldBe(2);
    }

    [Fact]
    public void What_waits_for_improvement_is_off_where_it_cannot_or_should_not_act_unless_it_is_asked_for()
    {
        Waiting().ShouldBe((3, 2));
        Waiting("--schedule", "cosine").ShouldBe((0, 0));
        Waiting("--schedule", "one-cycle", "--early-stopping", "4").ShouldBe((4, 0));
        Waiting("--validation-split", "0").ShouldBe((0, 0));
        CliProcess.Run(_folder, "train", "--data", small.Data, "--validation-split", "0", "--early-stopping", "2").ShouldBeRefused()
            .ShouldContain("--early-stopping needs validation images, and --validation-split is 0");
    }

    private (int EarlyStopping, int ReduceLROnPlateau) Waiting(params string[] options)
    {
        string run = $"run{Directory.EnumerateDirectories(_folder.Path).Count()}";
        CliProcess.Run(_folder, ["train", "--data", small.Data, "--epochs", "1", "--limit", "100", "--out", run, "--quiet", .. options]).ShouldSucceed();
        JsonElement configuration = JsonDocument.Parse(File.ReadAllText(_folder[$"{run}/config.json"])).RootElement;
        return (configuration.GetProperty("early_stopping").GetInt32(), configuration.GetProperty("reduce_lr_on_plateau").GetInt32());
    }

    private CliResult Train(params string[] options) =>
        CliProcess.Run(_folder,
            ["train", "--data", small.Data, "--epochs", "1", "--limit", "200", "--seed", "5", "--out", "out", "--quiet", "--json", .. options]);
}
