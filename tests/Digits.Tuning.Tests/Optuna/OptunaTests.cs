using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Digits.Tuning.Tests.Optuna;

/// <summary>What Optuna 3.1 sees of our studies in a file, and we of its own. <see cref="PostgresOptunaTests"/> does the same with a server.</summary>
[Trait("Category", "Slow")]
public class OptunaTests : IDisposable
{
    private const string Name = "both";
    private static readonly SearchSpace _own = SearchSpace.Parse(
    [
        "lr=log(1e-5,1)", "drop=uniform(0,0.5)", "noise=uniform(0,0.35,0.1)", "n=int(1,8)", "units=int(16,128,16)", "width=logint(1,1024)",
        "norm=choice(true,false)", "opt=choice(adam,sgd,null,2.5,1)", "momentum=uniform(0.5,0.99) if opt=sgd",
    ]);

    private static readonly SearchSpace _theirs =
        SearchSpace.Parse(["kind=choice(a,b,null,true,2.5)", "x=log(1e-5,1)", "n=int(1,9,2)", "extra=uniform(0,1,0.25) if kind=b"]);
    private readonly TempFolder _folder = new();

    public virtual void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [SkippableFact]
    public void A_study_of_ours_is_the_same_to_Optuna()
    {
        (string url, StudyStore store, StoredStudy study) = Own(StudyDirection.Maximize);
        store.SetAttribute(study, "note", """{"words": ["é", null], "n": 1.5}""");
        store.Enqueue(study, new JsonObject { ["opt"] = "sgd", ["lr"] = 0.1 });
        Work(store, study, _own, 40, Objective);
        store.Enqueue(study, new JsonObject { ["n"] = 3 });
        store.Begin(study);
        store.Trials(study).Select(trial => trial.State).Distinct().Count().ShouldBe(5);

        ShouldBeTheSame(store, study, Adopted(url));
    }

    [SkippableFact]
    public void A_study_of_ours_with_two_objectives_is_the_same_to_Optuna()
    {
        (string url, StudyStore store, StoredStudy study) = Own(StudyDirection.Maximize, StudyDirection.Minimize);
        StudyWorker worker = new(store, study, _own, new StudyOptions { Sampler = new TpeSampler(1), Pruner = new NoPruner(), Trials = 25 });

        // Values without an end belong here: of a single objective, Optuna 3.1 on PostgreSQL takes them for the best.
        while (worker.RunOne((run, _) =>
            [run.Trial.Number == 8 ? double.NegativeInfinity : run.Values["lr"] + run.Values["drop"], run.Values["lr"] * run.Values["n"]]) is not null)
            store.Trials(study)[^1].Values.Count.ShouldBe(2);

        ShouldBeTheSame(store, study, Adopted(url));
    }

    [SkippableFact]
    public void Optuna_weighs_and_draws_a_study_of_ours()
    {
        OptunaProgram.NeedImportances();
        OptunaProgram.NeedPlots();
        (string url, StudyStore store, StoredStudy study) = Own(StudyDirection.Maximize);
        Work(store, study, _own, 30, Objective);
        string copy = Adopted(url);

        JsonObject importances = OptunaProgram.Run("studies.py", "importances", copy, Name)!.AsObject();
        importances.Sum(pair => pair.Value!.GetValue<double>()).ShouldBe(1, 1e-6);
        importances.ShouldContain(pair => pair.Key == "drop");
        Directory.CreateDirectory(_folder["plots"]);
        OptunaProgram.Run("plots.py", copy, Name, _folder["plots"]);
        string[] plots = Directory.GetFiles(_folder["plots"]);
        plots.Length.ShouldBe(6);
        plots.ShouldAllBe(plot => new FileInfo(plot).Length > 5000);
    }

    [SkippableFact]
    public void What_Optuna_puts_in_line_is_run()
    {
        (string url, StudyStore store, StoredStudy study) = Own(StudyDirection.Maximize);
        Work(store, study, _own, 2, Objective);
        string copy = Adopted(url);
        const string Values = """{"lr": 0.1, "drop": 0.25, "noise": 0.2, "n": 7, "units": 64, "width": 100, "norm": false, "opt": "sgd", "momentum": 0.9}""";
        OptunaProgram.Run("studies.py", "enqueue", copy, Name, Values);
        OptunaProgram.Run("studies.py", "enqueue", copy, Name, """{"opt": null}""");

        StudyStore there = StudyStore.Open(copy);
        StoredStudy same = there.Study(Name, StudyDirection.Maximize);
        Work(there, same, _own, 4, (_, _) => 1);
        IReadOnlyList<Trial> trials = there.Trials(same);
        trials.Select(trial => trial.State).TakeLast(2).ShouldBe([TrialState.Complete, TrialState.Complete]);
        trials[3].Distributions["opt"].Text(trials[3].Parameters["opt"]).ShouldBe("null");
        JsonNode? dump = ShouldBeTheSame(there, same, copy);
        JsonNode.DeepEquals(dump!["trials"]![2]!["params"], JsonNode.Parse(Values)).ShouldBeTrue();
    }

    [SkippableFact]
    public void A_study_that_Optuna_began_goes_on()
    {
        string url = NewUrl();
        JsonNode begun = OptunaProgram.Run("studies.py", "create", url, Name)!;
        StudyStore store = StudyStore.Open(url);
        StoredStudy study = store.Study(Name, StudyDirection.Minimize);
        study.IsNew.ShouldBeFalse();
        ShouldBe(StudyJson.Of(store, study), begun);

        Work(store, study, _theirs, 20, (run, _) => run.Values["x"] + run.Values["n"]);
        IReadOnlyList<Trial> trials = store.Trials(study);
        trials.Select(trial => trial.Number).ShouldBe(Enumerable.Range(0, 20));
        trials[12].State.ShouldBe(TrialState.Running, "its worker promised no heartbeat, so nobody may say that it is dead");
        ShouldBeTheSame(store, study, url);
    }

    /// <summary>A new, empty database.</summary>
    protected virtual string NewUrl() => $"sqlite:///{_folder[$"{Guid.NewGuid():N}.db"]}";

    /// <summary>A copy of a database.</summary>
    protected virtual string Copy(string url)
    {
        string copy = NewUrl();
        File.Copy(url["sqlite:///".Length..], copy["sqlite:///".Length..]);
        return copy;
    }

    private static double Objective(TrialRun run, int number)
    {
        double value = run.Values["drop"] - run.Values["lr"];
        run.Report(0, double.NaN);
        run.Report(1, number % 2 == 0 ? double.PositiveInfinity : double.NegativeInfinity);
        run.Report(2, value);
        run.SetAttribute("why", "\"a \\\"test\\\"\"");
        if (number % 7 == 3)
            throw new TrialFailedException("It is one of seven.");
        if (number % 5 == 4)
            throw new TrialPrunedException();
        return value;
    }

    private static void Work(StudyStore store, StoredStudy study, SearchSpace space, int trials, Func<TrialRun, int, double> objective)
    {
        StudyWorker worker = new(store, study, space, new StudyOptions { Sampler = new TpeSampler(1), Pruner = new NoPruner(), Trials = trials });
        worker.Check();
        while (worker.RunOne((run, _) => [objective(run, run.Trial.Number)]) is { } trial)
            trial.IsFinished.ShouldBeTrue();
    }

    private static JsonNode? ShouldBeTheSame(StudyStore store, StoredStudy study, string url)
    {
        JsonNode? dump = OptunaProgram.Run("studies.py", "dump", url, Name);
        ShouldBe(dump, StudyJson.Of(store, study));
        return dump;
    }

    private static void ShouldBe(JsonNode? one, JsonNode? other)
    {
        foreach ((JsonNode? trial, JsonNode? same) in one!["trials"]!.AsArray().Zip(other!["trials"]!.AsArray()))
        {
            foreach ((string name, JsonNode? value) in trial!.AsObject())
                JsonNode.DeepEquals(value, same![name]).ShouldBeTrue($"trial {trial["number"]}, {name}:\n{value}\n{same[name]}");
        }

        JsonNode.DeepEquals(one, other).ShouldBeTrue($"{one["best"]} {one["user"]} and {other["best"]} {other["user"]}");
    }

    private (string Url, StudyStore Store, StoredStudy Study) Own(params StudyDirection[] directions)
    {
        string url = NewUrl();
        StudyStore store = StudyStore.Open(url);
        return (url, store, store.Study(Name, directions));
    }

    /// <summary>A copy that Optuna 3.1 takes for its own.</summary>
    private string Adopted(string url)
    {
        string copy = Copy(url);
        OptunaProgram.Run("studies.py", "adopt", copy, Name);
        return copy;
    }
}
