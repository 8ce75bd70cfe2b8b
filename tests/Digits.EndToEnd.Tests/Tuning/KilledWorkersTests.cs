using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Digits.EndToEnd.Tests.Support;
using Digits.Tuning;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace Digits.EndToEnd.Tests.Tuning;

[Collection(SmallSetCollection.Name)]
[Trait("Category", "Slow")]
public sealed class KilledWorkersTests(SmallSet small, PostgresServer server, ITestOutputHelper log) : IClassFixture<PostgresServer>, IDisposable
{
    private const int Trials = 500;
    private readonly TempFolder _folder = new(inMemory: true);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [SkippableFact]
    public void Eight_workers_on_a_server_lose_nothing_and_do_nothing_twice() => Work(8, server.NewDatabase(), seed: 1);

    [Fact]
    public void Four_workers_on_a_file_lose_nothing_and_do_nothing_twice() => Work(4, $"sqlite:///{_folder["study.db"]}", seed: 2);

    private void Work(int workers, string storage, int seed)
    {
        string[] command = ShortTrials.Command(_folder, small, storage, Trials);
        using Crew crew = new(workers, () => CliProcess.Start(_folder, command));
        crew.WorkAndDie(new Random(seed));

        IReadOnlyList<Trial> trials = Study.Open(storage, "digits", StudyDirection.Minimize).Read().Trials;
        Trial[] failed = [.. trials.Where(trial => trial.State == TrialState.Fail)];
        log.WriteLine($"{crew.Kills} kills, {failed.Length} trials with them; {crew.Lines.Count} of {trials.Count} trials were told of");
        crew.Kills.ShouldBeGreaterThan(workers);
        failed.ShouldNotBeEmpty();

        trials.Select(trial => trial.Number).ShouldBe(Enumerable.Range(0, trials.Count));
        trials.Count(trial => trial.State == TrialState.Complete).ShouldBe(Trials);
        failed.Length.ShouldBe(trials.Count - Trials, "nothing runs or waits any more");
        trials.Where(trial => trial.State == TrialState.Complete)
            .ShouldAllBe(trial => trial.Values.Count == 1 && trial.Intermediate.Values.SequenceEqual(trial.Values));
        WhatWasSaidIsStored(crew.Lines, trials);
        foreach (Trial trial in failed)
            CameAgain(trial, trials);
    }

    /// <summary>Each trial ended with one worker, and its result is the one that this worker told of.</summary>
    private static void WhatWasSaidIsStored(List<TrialLine> lines, IReadOnlyList<Trial> trials)
    {
        lines.Select(line => line.Number).ShouldBeUnique();
        foreach (TrialLine line in lines)
            (trials[line.Number].Values is [var value] ? value.ToString("0.0000", CultureInfo.InvariantCulture) : null)
                .ShouldBe(line.Value, $"trial {line.Number}");
    }

    /// <summary>A trial that died with its worker was tried again with the same values, unless it had been three times.</summary>
    private static void CameAgain(Trial failed, IReadOnlyList<Trial> trials)
    {
        failed.Values.ShouldBeEmpty();
        failed.UserAttributes["error"].ShouldBe("\"its worker said nothing for 3 s\"");
        int[] history = [.. History(failed), failed.Number];
        Trial[] again = [.. trials.Where(trial => History(trial).SequenceEqual(history))];
        again.Length.ShouldBe(history.Length > new StudyOptions().Retries ? 0 : 1, $"trial {failed.Number}");
        if (again is not [var retry])
            return;

        retry.SystemAttributes["failed_trial"].ShouldBe($"{history[0]}");
        JsonNode told = failed.Parameters.Count > 0 ? Values(failed) : Told(failed);
        JsonNode.DeepEquals(Told(retry), told).ShouldBeTrue($"trial {retry.Number}: {Told(retry)} {told}");
        if (retry.State == TrialState.Complete && told.AsObject().Count > 0)
            JsonNode.DeepEquals(Values(retry), told).ShouldBeTrue($"trial {retry.Number}: {Values(retry)} {told}");
    }

    private static JsonObject Values(Trial trial) =>
        [.. trial.Parameters.Select(pair => KeyValuePair.Create(pair.Key, trial.Distributions[pair.Key].External(pair.Value)))];

    private static JsonNode Told(Trial trial) =>
        trial.SystemAttributes.TryGetValue("fixed_params", out string? json) ? JsonNode.Parse(json)! : new JsonObject();

    private static int[] History(Trial trial) =>
        trial.SystemAttributes.TryGetValue("retry_history", out string? json) ? JsonSerializer.Deserialize<int[]>(json)! : [];
}
