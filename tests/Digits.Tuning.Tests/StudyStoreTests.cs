using System.Text.Json.Nodes;
using Digits.Engine;

namespace Digits.Tuning.Tests;

/// <summary>The store in a file. <see cref="PostgresStoreTests"/> does the same with a server.</summary>
public class StudyStoreTests : IDisposable
{
    private static readonly SearchSpace _space = SearchSpace.Parse(["lr=log(1e-4,1)", "n=int(1,8)", "o=choice(adam,sgd,null)"]);
    private readonly TempFolder _folder = new();

    /// <summary>Where the tests' studies are.</summary>
    protected virtual string Url => $"sqlite:///{_folder["study.db"]}";

    public virtual void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [SkippableFact]
    public void A_trial_goes_from_its_beginning_to_its_end_and_is_read_as_it_was_written()
    {
        StudyStore store = StudyStore.Open(Url);
        StoredStudy study = store.Study(Name(), StudyDirection.Maximize);
        study.IsNew.ShouldBeTrue();

        Trial trial = store.Begin(study)!;
        (trial.Number, trial.State).ShouldBe((0, TrialState.Running));
        store.SetParameters(trial, _space, new Dictionary<string, double> { ["lr"] = 0.01, ["n"] = 3, ["o"] = 2 });
        store.Report(trial, 1, 0.5);
        store.Report(trial, 2, double.NaN);
        store.Report(trial, 2, double.PositiveInfinity);
        store.SetAttribute(trial, "note", "\"fine\"");
        store.SetAttribute(trial, "completed_rung_0", "0.5", system: true);
        store.Beat(trial);
        store.Beat(trial);
        store.Finish(trial, TrialState.Complete, 0.75).ShouldBeTrue();
        store.Finish(trial, TrialState.Fail).ShouldBeFalse();
        store.Report(store.Begin(study)!, 1, double.NaN);

        StudyStore again = StudyStore.Open(Url);
        StoredStudy same = again.Study(study.Name, StudyDirection.Maximize);
        (same.Id, same.IsNew).ShouldBe((study.Id, false));
        IReadOnlyList<Trial> trials = again.Trials(same);
        Trial read = trials[0];
        read.State.ShouldBe(TrialState.Complete);
        read.Values.ShouldBe([0.75]);
        read.Parameters.ShouldBe(new Dictionary<string, double> { ["lr"] = 0.01, ["n"] = 3, ["o"] = 2 }, ignoreOrder: true);
        read.Distributions["o"].ShouldBe(_space["o"].Distribution);
        read.Intermediate.ShouldBe(new Dictionary<int, double> { [1] = 0.5, [2] = double.PositiveInfinity }, ignoreOrder: true);
        read.UserAttributes["note"].ShouldBe("\"fine\"");
        read.SystemAttributes["completed_rung_0"].ShouldBe("0.5");
        (read.Ended - read.Started)!.Value.TotalSeconds.ShouldBeInRange(0, 60);
        (DateTime.UtcNow - read.Started!.Value).TotalSeconds.ShouldBeInRange(-1, 60);
        (trials[1].Number, trials[1].State, trials[1].Intermediate[1]).ShouldBe((1, TrialState.Running, double.NaN));
    }

    [SkippableFact]
    public void A_waiting_trial_is_given_to_one_worker_only()
    {
        StudyStore store = StudyStore.Open(Url);
        StoredStudy study = store.Study(Name(), StudyDirection.Minimize);
        for (int i = 0; i < 40; i++)
            store.Enqueue(study, new JsonObject { ["n"] = i % 8 });

        List<int>[] claimed = new List<int>[4];
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, worker =>
        {
            claimed[worker] = [];
            StudyStore own = StudyStore.Open(Url);
            while (own.Claim(study) is { } trial)
            {
                claimed[worker].Add(trial.Number);
                own.Begin(study);
            }
        });

        claimed.SelectMany(numbers => numbers).Order().ShouldBe(Enumerable.Range(0, 40));
        store.Trials(study).Select(trial => trial.Number).ShouldBe(Enumerable.Range(0, 80));
        store.Claim(study).ShouldBeNull();
    }

    [SkippableFact]
    public void Trials_of_dead_workers_fail_and_come_again_so_often_and_no_more()
    {
        StudyStore store = StudyStore.Open(Url);
        StoredStudy study = store.Study(Name(), StudyDirection.Minimize);
        Trial dead = store.Begin(study)!;
        store.SetParameters(dead, _space, new Dictionary<string, double> { ["lr"] = 0.01, ["n"] = 3, ["o"] = 0 });

        store.FailDead(study, TimeSpan.FromMinutes(5), retries: 1).ShouldBe(0);
        store.FailDead(study, TimeSpan.FromSeconds(-10), retries: 1).ShouldBe(1);
        store.FailDead(study, TimeSpan.FromSeconds(-10), retries: 1).ShouldBe(0);

        Trial again = store.Claim(study)!;
        again.Number.ShouldBe(1);
        JsonNode.Parse(again.SystemAttributes["fixed_params"])!.ToJsonString().ShouldBe("""{"lr":0.01,"n":3,"o":"adam"}""");
        again.SystemAttributes["failed_trial"].ShouldBe("0");
        again.SystemAttributes["retry_history"].ShouldBe("[0]");

        store.FailDead(study, TimeSpan.FromSeconds(-10), retries: 1).ShouldBe(1);
        store.Claim(study).ShouldBeNull();
        store.Trials(study).Select(trial => trial.State).ShouldBe([TrialState.Fail, TrialState.Fail]);
    }

    [SkippableFact]
    public void Nothing_is_written_about_a_trial_that_is_over()
    {
        StudyStore store = StudyStore.Open(Url);
        StoredStudy study = store.Study(Name(), StudyDirection.Minimize);
        Trial late = store.Begin(study)!;
        store.FailDead(study, TimeSpan.FromSeconds(-10), retries: 0).ShouldBe(1);

        store.SetParameters(late, _space, new Dictionary<string, double> { ["n"] = 3 }).ShouldBeFalse();
        store.Report(late, 1, 0.5).ShouldBeFalse();
        store.SetAttribute(late, "note", "1").ShouldBeFalse();
        store.Finish(late, TrialState.Complete, 1).ShouldBeFalse();

        Trial failed = store.Read(study, late);
        failed.State.ShouldBe(TrialState.Fail);
        (failed.Parameters.Count, failed.Intermediate.Count, failed.Values.Count).ShouldBe((0, 0, 0));
        failed.UserAttributes.ShouldBe(new Dictionary<string, string> { ["error"] = "\"its worker said nothing for -10 s\"" });
    }

    [SkippableFact]
    public void What_is_read_is_of_one_moment()
    {
        StudyStore store = StudyStore.Open(Url);
        StoredStudy study = store.Study(Name(), StudyDirection.Minimize);
        Task writer = Task.Run(() =>
        {
            for (int i = 0; i < 60; i++)
                store.Finish(store.Begin(study)!, TrialState.Complete, i).ShouldBeTrue();
        });

        while (!writer.IsCompleted)
            store.Trials(study).ShouldAllBe(trial => trial.Values.Count == (trial.State == TrialState.Complete ? 1 : 0));

        writer.Wait();
    }

    [SkippableFact]
    public void A_study_has_its_directions_and_attributes()
    {
        StudyStore store = StudyStore.Open(Url);
        string name = Name();
        StoredStudy study = store.Study(name, StudyDirection.Maximize, StudyDirection.Minimize);
        store.SetAttribute(study, "study:metric_names", """["accuracy"]""", system: true);
        store.SetAttribute(study, "study:metric_names", """["accuracy","multiply-adds"]""", system: true);

        store.Attributes(study, system: true)["study:metric_names"].ShouldBe("""["accuracy","multiply-adds"]""");
        store.Attributes(study).ShouldBeEmpty();
        Should.Throw<DigitsException>(() => store.Study(name, StudyDirection.Maximize)).Message.ShouldBe(
            $"The study '{name}' exists with other objectives (Maximize, Minimize); use another study.");
    }

    /// <summary>A name that no other test has.</summary>
    protected static string Name() => $"study-{Guid.NewGuid():N}";
}
