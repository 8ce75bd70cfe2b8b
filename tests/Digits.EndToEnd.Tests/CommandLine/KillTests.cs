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
        Stopwatch clock = Stopwatch.StartNew();
        CliProcess.Run(_folder, Begin("whole")).ShouldSucceed();
        TimeSpan whole = clock.Elapsed;
        byte[] expected = File.ReadAllBytes(_folder["whole/model.onnx"]);

        int seed = Environment.TickCount;
        log.WriteLine($"seed {seed}; a whole run takes {whole.TotalSeconds:0.0} s");
        Random random = new(seed);
        int kills = 0;
        for (int run = 1; kills < Kills; run++)
        {
            string name = $"run-{run}";
            for (TimeSpan moment = whole * random.NextDouble(); !EndsWithin(moment, name); moment = kills < Kills ? whole * random.NextDouble()
                : TimeSpan.FromMinutes(3))
                log.WriteLine($"kill {++kills} after {moment.TotalSeconds:0.00} s left {LookThrough(name)}");
            File.ReadAllBytes(_folder[$"{name}/model.onnx"]).ShouldBe(expected);
        }
    }

    /// <summary>Begins a run or resumes it, and kills it at a moment; false where that came before its end.</summary>
    private bool EndsWithin(TimeSpan moment, string name)
    {
        bool hasBegun = File.Exists(_folder[$"{name}/config.json"]);
        using CliProcess process = CliProcess.Start(_folder, hasBegun ? ["train", "--resume", name, "--quiet"] : Begin(name));
        if (process.KillAfter(moment))
            return false;
        process.WaitForExit().ShouldSucceed();
        return true;
    }

    private string[] Begin(string name) =>
        ["train", "--data", small.Data, "--epochs", "12", "--batch-size", "16", "--early-stopping", "0", "--quiet", "--out", name];

    /// <summary>Makes sure that all files are whole. What was killed before it had begun leaves nothing to resume and is cleared away.</summary>
    private string LookThrough(string name)
    {
        if (!Directory.Exists(_folder[name]))
            return "nothing";
        string[] files = RunFolderCheck.EveryFileIsWhole(_folder[name]);
        if (!files.Contains("config.json"))
            Directory.Delete(_folder[name], recursive: true);
        return string.Join(' ', files.Order(StringComparer.Ordinal));
    }
}
