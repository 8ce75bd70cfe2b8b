using Digits.EndToEnd.Tests.Support;
using Digits.Tuning;
using Microsoft.Data.Sqlite;

namespace Digits.EndToEnd.Tests.Tuning;

/// <summary>A storage that fails is one line, and what was done before is kept.</summary>
[Collection(SmallSetCollection.Name)]
public sealed class StorageTroubleTests(SmallSet small, PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [SkippableFact]
    public void A_disk_that_fills_up_under_a_file()
    {
        SmallDisk.Run(_folder, "240k", "true", [.. Command("sqlite:///disk/study.db", 1000), "--quiet"]).ShouldFail()
            .ShouldContain("disk/study.db: the disk is full; what was done so far is kept: free some space, and continue the study.");

        string there = $"sqlite:///{_folder["copy/study.db"]}";
        int done = Done(there);
        done.ShouldBePositive();
        CliProcess.Run(_folder, Command(there, done + 2)).ShouldSucceed();
        Done(there).ShouldBe(done + 2);
    }

    [SkippableFact]
    public void A_disk_that_fills_up_under_a_server()
    {
        string url = server.NewDatabaseOnSmallDisk(900_000);
        CliProcess.Run(_folder, [.. Command(url, 10_000), "--quiet"]).ShouldFail()
            .ShouldContain(": the database's disk is full; what was done so far is kept: free some space, and continue the study.");
    }

    [SkippableFact]
    public void A_server_that_goes_away()
    {
        string url = server.NewDatabase();
        using CountdownEvent trials = new(3);
        using CliProcess worker = CliProcess.Start(_folder, CliProcess.Program, [.. Command(url, 10_000), "--workers", "2"], onErrorLine: (_, line) =>
        {
            if (IsProgress(line) && !trials.IsSet)
                trials.Signal();
        });
        trials.Wait(TimeSpan.FromMinutes(1)).ShouldBeTrue();

        server.Stop();
        CliResult result;
        try
        {
            result = worker.WaitForExit().ShouldExitWith(1);
        }
        finally
        {
            server.Start();
        }

        result.Output.ShouldBeEmpty();
        result.ErrorLines[1..].Where(line => !IsProgress(line)).ShouldHaveSingleItem().ShouldContain(": cannot be reached (");
        int done = Done(url);
        done.ShouldBeGreaterThanOrEqualTo(3);
        CliProcess.Run(_folder, Command(url, done + 4)).ShouldSucceed();
        Done(url).ShouldBe(done + 4);

        static bool IsProgress(string line) => line.StartsWith("trial ", StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(":right@", ":wrong@", "the user or the password is not accepted; correct them in the URL")]
    [InlineData("digits:", "nobody:", "the user or the password is not accepted; correct them in the URL")]
    [InlineData("/d", "/x", "there is no such database; create it, or name another in the URL.")]
    public void A_server_that_lets_nobody_in(string right, string wrong, string message)
    {
        string url = server.NewDatabase();
        int place = url.LastIndexOf(right, StringComparison.Ordinal);
        string error = CliProcess.Run(_folder, Command(string.Concat(url.AsSpan(0, place), wrong, url.AsSpan(place + right.Length)), 1)).ShouldBeRefused();
        error.ShouldContain(message);
        error.ShouldNotContain(":wrong");
        error.ShouldNotContain(":right");
    }

    [SkippableFact]
    public void A_server_that_is_not_there()
    {
        string url = server.NewDatabase();
        string error = CliProcess.Run(_folder, Command(url.Replace("127.0.0.1", "no-such-host.invalid", StringComparison.Ordinal), 1)).ShouldFail();
        error.ShouldContain("cannot be reached");
        error.ShouldNotContain(":right");
    }

    /// <summary>How many trials of the study are complete.</summary>
    private static int Done(string url) => Study.Open(url, "digits", StudyDirection.Minimize).Read().Trials.Count(trial => trial.State == TrialState.Complete);

    private string[] Command(string storage, int trials) => ShortTrials.Command(_folder, small, storage, trials);
}
