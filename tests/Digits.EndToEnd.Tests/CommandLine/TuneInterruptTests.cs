using System.Text.Json;
using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.CommandLine;

[Collection(SmallSetCollection.Name)]
public sealed class TuneInterruptTests(SmallSet small) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void An_interrupted_search_gives_its_trials_back_and_goes_on(string signal, int exitCode)
    {
        Skip.If(OperatingSystem.IsWindows(), "There are no signals.");
        // So many that the signal, sent after the first of them, is there long before the last.
        const int trials = 25;
        string[] command =
        [
            "tune", "--data", small.Data, "--epochs", "3", "--validation-split", "0.2", "--pruner", "none", "--space", "learning-rate=log(1e-3,1e-2)",
            "--trials", $"{trials}", "--workers", "2", "--json",
        ];
        bool isSent = false;
        using CliProcess process = CliProcess.Start(_folder, CliProcess.Program, command, onErrorLine: (search, line) =>
        {
            // Once only: the second signal ends a process at once.
            if (!isSent && line.StartsWith("trial ", StringComparison.Ordinal))
            {
                isSent = true;
                search.Signal(signal);
            }
        });
        CliResult first = process.WaitForExit().ShouldExitWith(exitCode);
        first.ErrorLines[^1].ShouldBe("digits: interrupted; the same command continues the study.");
        int done = Count(first, "complete");
        done.ShouldBeInRange(1, trials - 1);

        CliResult second = CliProcess.Run(_folder, command).ShouldSucceed();
        second.Error.ShouldContain($"Continuing study 'digits': {done + Count(first, "failed")} trials are done");
        Count(second, "complete").ShouldBe(trials);
        // What was at work failed once, and its values were tried after all.
        Count(second, "failed").ShouldBe(Count(first, "failed"));

        static int Count(CliResult result, string state) => result.Json.GetProperty(state).GetInt32();
    }

    [Fact]
    public void The_workers_of_the_manifest_are_started_with_a_command_that_works()
    {
        string manifest = File.ReadAllText(Repository.File("deploy/tune.yaml"));
        int start = manifest.IndexOf('[', manifest.IndexOf("args:", StringComparison.Ordinal));
        string[] arguments = JsonSerializer.Deserialize<string[]>(manifest[start..(manifest.IndexOf(']', start) + 1)])!;
        Replace("--storage", "sqlite:///study.db");
        Replace("--data", small.Data);
        Replace("--epochs", "1");
        Replace("--trials", "1");

        CliProcess.Run(_folder, [.. arguments, "--json", "--quiet"]).ShouldSucceed().Json.GetProperty("complete").GetInt32().ShouldBe(1);

        void Replace(string option, string value) => arguments[Array.IndexOf(arguments, option) + 1] = value;
    }
}
