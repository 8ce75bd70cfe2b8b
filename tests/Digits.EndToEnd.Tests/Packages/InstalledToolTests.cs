using System.Text.Json;
using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.Packages;

/// <summary><c>dotnet tool install Digits.Cli</c>, and what the command does where it was put.</summary>
[Trait("Category", "Slow")]
[Collection(PackedPackagesCollection.Name)]
public sealed class InstalledToolTests(PackedPackages packages) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void It_trains_and_evaluates()
    {
        Run("train", "--data", "strokes", "--limit", "600", "--epochs", "1", "--out", "run", "--quiet").ShouldSucceed();

        // A network that has learned nothing gets 0.1 of ten classes; this one gets 0.49.
        Run("evaluate", "run/model.onnx", "--data", "strokes", "--json").ShouldSucceed().Json.GetProperty("accuracy").GetDouble().ShouldBeInRange(0.3, 1);
        File.Exists(_folder["run/report.html"]).ShouldBeTrue();
    }

    [SkippableFact]
    public void It_reads_a_picture_that_it_drew()
    {
        Run("data", "info", "strokes", "--out", "page.png").ShouldSucceed();

        JsonElement image = Run("read", "page.png", "--json").ShouldSucceed().Json.GetProperty("images")[0];

        image.GetProperty("digits").GetArrayLength().ShouldBeGreaterThan(100);
    }

    [SkippableFact]
    public void It_searches_with_a_study_in_SQLite()
    {
        JsonElement study = Run(
            "tune", "--data", "strokes", "--limit", "300", "--epochs", "1", "--trials", "2", "--space", "learning-rate=log(1e-3,1e-2)",
            "--json").ShouldSucceed().Json;

        (study.GetProperty("complete").GetInt32() + study.GetProperty("pruned").GetInt32()).ShouldBe(2);
        File.Exists(_folder["study.db"]).ShouldBeTrue();
    }

    [SkippableFact]
    public async Task It_serves()
    {
        using ServerProcess server = ServerProcess.Of(packages.Tool, "serve", "--port", "0");
        using HttpClient client = new() { BaseAddress = new Uri(await server.Address) };

        (await client.GetStringAsync("/v1/models")).ShouldContain("default");
        server.End("TERM").ShouldSucceed();
    }

    [SkippableFact]
    public void It_names_its_version() => Run("--version").ShouldSucceed().Output.ShouldContain(packages.Version);

    private CliResult Run(params string[] arguments)
    {
        using CliProcess process = CliProcess.Start(_folder, packages.Tool, arguments);
        return process.WaitForExit();
    }
}
