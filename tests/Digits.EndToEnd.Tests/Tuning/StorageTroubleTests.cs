using System.Diagnostics;
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
        SmallDisk.Run(_folder, "240k", "true", [.. Command("sqlite:///disk/study.db", 1000), "--quiet"]).ShouldBeRefused()
            .ShouldContain("disk/study.db: the disk is full; what was done so far is kept: make room, and give the same command again.");

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
        CliProcess.Run(_folder, [.. Command(url, 10_000), "--quiet"]).ShouldBeRefused()
            .ShouldContain(": the database's disk is full; what was done so far is kept: make room, and give the same command again.");
    }

    [SkippableFact]
    public void A_server_that_goes_away()
    {
        string url = server.NewDatabase();
        using CliProcess worker = CliProcess.Start(_folder, [.. Command(url, 10_000), "--workers", "2", "--quiet"]);
        for (Stopwatch clock = Stopwatch.StartNew(); Done(url) < 3; Thread.Sleep(100))
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(1));

        server.Stop();
        string error;
        try
        {
            error = worker.WaitForExit().ShouldBeRefused();
        }
        finally
        {
            server.Start();
        }

        error.ShouldContain(": cannot be reached (");
        int done = Done(url);
        done.ShouldBeGreaterThanOrEqualTo(3);
        CliProcess.Run(_folder, Command(url, done + 4)).ShouldSucceed();
        Done(url).ShouldBe(done + 4);
    }

    [SkippableTheory]
    [InlineData(":right@", ":wrong@", "the user or the password is not accepted; mend them in --storage")]
    [InlineData("digits:", "nobody:", "the user or the password is not accepted; mend them in --storage")]
    [InlineData("/d", "/x", "there is no such database; create it, or name another in --storage.")]
    [InlineData("127.0.0.1", "no-such-host.invalid", "cannot be reached")]
    public void A_server_that_lets_nobody_in(string right, string wrong, string message)
    {
        string url = server.NewDatabase();
        int place = url.LastIndexOf(right, StringComparison.Ordinal);
        string error = CliProcess.Run(_folder, Command(string.Concat(url.AsSpan(0, place), wrong, url.AsSpan(place + right.Length)), 1)).ShouldBeRefused();
        error.ShouldContain(message);
        error.ShouldNotContain(":wrong");
        error.ShouldNotContain(":right");
    }

    /// <summary>How many trials of the study are complete.</summary>
    private static int Done(string url)
    {
        StudyStore store = StudyStore.Open(url);
        return store.Trials(store.Study("digits", StudyDirection.Minimize)).Count(trial => trial.State == TrialState.Complete);
    }

    private string[] Command(string storage, int trials) => ShortTrials.Command(_folder, small, storage, trials);
}
