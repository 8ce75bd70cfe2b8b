using System.Text.Json.Nodes;
using Digits.Engine;

namespace Digits.Tuning.Tests;

public sealed class StudyWorkerTests : IDisposable
{
    private static readonly SearchSpace _space = SearchSpace.Parse(["x=uniform(0,1)", "kind=choice(a,b)", "y=int(1,5) if kind=b"]);
    private readonly TempFolder _folder = new();
    private readonly StudyStore _store;
    private readonly StoredStudy _study;

    public StudyWorkerTests()
    {
        _store = StudyStore.Open($"sqlite:///{_folder["study.db"]}");
        _study = _store.Study("test", StudyDirection.Maximize);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public void A_study_ends_with_as_many_trials_as_were_asked_for_whatever_fails()
    {
        StudyWorker worker = Worker(new StudyOptions { Trials = 6 });
        int runs = 0;
        while (worker.RunOne((run, _) => ++runs == 2 ? throw new TrialFailedException("it diverged") : [double.Parse(run["x"]!)]) is { } trial)
            trial.IsFinished.ShouldBeTrue();

        IReadOnlyList<Trial> trials = _store.Trials(_study);
        trials.CountBy(trial => trial.State).OrderBy(pair => pair.Key).ShouldBe([new(TrialState.Complete, 6), new(TrialState.Fail, 1)]);
        trials[1].UserAttributes["error"].ShouldBe("\"it diverged\"");
        trials[1].Values.ShouldBeEmpty();
        trials[2].Values[0].ShouldBe(trials[2].Parameters["x"]);
        trials.ShouldAllBe(trial => trial.Parameters.ContainsKey("y") == (trial.Parameters["kind"] == 1));
    }

    [Fact]
    public void What_waits_comes_first_and_is_tried_as_told()
    {
        _store.Enqueue(_study, new JsonObject { ["kind"] = "b", ["y"] = 4, ["x"] = 0.25, ["else"] = 1 });
        _store.Enqueue(_study, new JsonObject { ["x"] = 2 });
        _store.Enqueue(_study, new JsonObject { ["kind"] = "a" });
        StudyWorker worker = Worker(new StudyOptions { Trials = 4 });

        worker.RunOne((run, _) =>
            [run.Values["x"]])!.Parameters.ShouldBe(new Dictionary<string, double> { ["x"] = 0.25, ["kind"] = 1, ["y"] = 4 }, ignoreOrder: true);
        Trial refused = worker.RunOne((_, _) => [1])!;
        (refused.State, refused.UserAttributes["error"]).ShouldBe((TrialState.Fail, "\"x cannot be 2: it is not in its range.\""));
        worker.RunOne((_, _) => [1])!.Parameters["kind"].ShouldBe(0);
        worker.RunOne((_, _) => [1])!.Number.ShouldBe(3);
    }

    [Fact]
    public void A_pruned_trial_has_its_last_value_and_its_rungs()
    {
        StudyWorker worker = Worker(new StudyOptions(), new SuccessiveHalvingPruner(factor: 2));
        worker.RunOne(Train(0.9))!.State.ShouldBe(TrialState.Complete);
        Trial pruned = worker.RunOne(Train(0.5))!;

        (pruned.State, pruned.LastStep).ShouldBe((TrialState.Pruned, 1));
        pruned.Values.ShouldBe([0.5]);
        _store.Trials(_study)[0].SystemAttributes.Keys.Order().ShouldBe(["completed_rung_0", "completed_rung_1", "completed_rung_2"]);

        static Func<TrialRun, CancellationToken, IReadOnlyList<double>> Train(double value) => (run, _) =>
        {
            for (int epoch = 1; epoch <= 5; epoch++)
                run.Report(epoch, value);

            return [value];
        };
    }

    [Fact]
    public void An_interrupted_trial_waits_for_another_worker()
    {
        using CancellationTokenSource source = new();
        StudyWorker worker = Worker(new StudyOptions { Trials = 1 });
        Should.Throw<OperationCanceledException>(() => worker.RunOne((_, token) =>
        {
            source.Cancel();
            token.ThrowIfCancellationRequested();
            return [1];
        }, source.Token));

        Trial again = worker.RunOne((_, _) => [1])!;
        (again.Number, again.State).ShouldBe((1, TrialState.Complete));
        again.Parameters.ShouldBe(_store.Trials(_study)[0].Parameters);
        worker.RunOne((_, _) => [1]).ShouldBeNull();
    }

    [Fact]
    public void A_worker_that_was_taken_for_dead_drops_its_result_and_goes_on()
    {
        StudyWorker worker = Worker(new StudyOptions { Trials = 1 });
        Trial lost = worker.RunOne((_, _) =>
        {
            _store.FailDead(_study, TimeSpan.FromSeconds(-10), retries: 3).ShouldBe(1);
            return [1];
        })!;
        (lost.State, lost.Values.Count).ShouldBe((TrialState.Fail, 0));

        Trial again = worker.RunOne((run, _) =>
        {
            run.Report(1, 0.5);
            return [2];
        })!;
        (again.Number, again.State, again.Values[0]).ShouldBe((1, TrialState.Complete, 2));
        again.Parameters.ShouldBe(lost.Parameters, ignoreOrder: true);
        worker.RunOne((_, _) => [1]).ShouldBeNull();
    }

    [Fact]
    public void A_worker_that_was_taken_for_dead_stops_at_its_next_report()
    {
        Trial lost = Worker(new StudyOptions()).RunOne((run, _) =>
        {
            _store.FailDead(_study, TimeSpan.FromSeconds(-10), retries: 0);
            run.Report(1, 0.5);
            throw new InvalidOperationException("It should not come so far.");
        })!;
        (lost.State, lost.Intermediate.Count).ShouldBe((TrialState.Fail, 0));
    }

    [Fact]
    public void A_worker_without_work_waits_for_the_trials_of_those_that_die()
    {
        StudyOptions options = new() { Trials = 1, Heartbeat = TimeSpan.FromSeconds(0.2) };
        Trial dead = _store.Begin(_study)!;
        _store.SetParameters(dead, _space, new Dictionary<string, double> { ["x"] = 0.1 + 0.2, ["kind"] = 1, ["y"] = 5 });

        Trial again = Worker(options).RunOne((_, _) => [1])!;
        (again.Number, again.State).ShouldBe((1, TrialState.Complete));
        again.Parameters.ShouldBe(_store.Trials(_study)[0].Parameters, ignoreOrder: true);
        Worker(options).RunOne((_, _) => [1]).ShouldBeNull();
    }

    [Fact]
    public void A_study_with_another_kind_of_range_is_refused()
    {
        Worker(new StudyOptions()).RunOne((_, _) => [1]);
        SearchSpace other = SearchSpace.Parse(["x=log(0.1,1)"]);

        Should.Throw<DigitsException>(() => new StudyWorker(_store, _study, other, new StudyOptions()).Check())
            .Message.ShouldStartWith("The study 'test' has x as ");
        Worker(new StudyOptions()).Check();
    }

    private StudyWorker Worker(StudyOptions options, IPruner? pruner = null) =>
        new(_store, _study, _space, options with { Sampler = new TpeSampler(1), Pruner = pruner ?? new NoPruner() });
}
