using System.Diagnostics;
using Digits.EndToEnd.Tests.Support;
using Xunit.Abstractions;

namespace Digits.EndToEnd.Tests.CommandLine;

[Collection(SmallSetCollection.Name)]
public sealed class KillTests(SmallSet small, ITestOutputHelper log) : IDisposable
{
    private const int Kills = 20;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public void A_run_that_is_killed_at_random_moments_ends_with_the_same_bytes()
    {
        string[] options = ["train", "--data", small.Data, "--epochs", "20", "--batch-size", "16", "--early-stopping", "0", "--quiet"];
        Stopwatch clock = Stopwatch.StartNew();
        CliProcess.Run(_folder, [.. options, "--out", "whole"]).ShouldSucceed();
        TimeSpan whole = clock.Elapsed;
        byte[] expected = File.ReadAllBytes(_folder["whole/model.onnx"]);

        int seed = Environment.TickCount;
        log.WriteLine($"seed {seed}; a whole run takes {whole.TotalSeconds:0.0} s");
        Random random = new(seed);
        int kills = 0;
        for (int run = 1; kills < Kills; run++)
        {
            bool killed = true;
            while (killed)
            {
                string folder = $"run-{run}";
                bool started = File.Exists(_folder[$"{folder}/config.json"]);
                using CliProcess process = CliProcess.Start(_folder, started ? ["train", "--resume", folder, "--quiet"] : [.. options, "--out", folder]);
                TimeSpan moment = kills < Kills ? whole * random.NextDouble() : TimeSpan.FromMinutes(3);
                killed = process.KillAfter(moment);
                if (!killed)
                    process.WaitForExit().ShouldSucceed();
                else if (++kills > 0 && Directory.Exists(_folder[folder]))
                    log.WriteLine($"kill {kills} after {moment.TotalSeconds:0.00} s: {string.Join(' ', RunFolderCheck.EveryFileIsWhole(_folder[folder]))}");
                if (!File.Exists(_folder[$"{folder}/config.json"]) && Directory.Exists(_folder[folder]))
                    Directory.Delete(_folder[folder], recursive: true);
            }

            File.ReadAllBytes(_folder[$"run-{run}/model.onnx"]).ShouldBe(expected);
        }
    }
}
